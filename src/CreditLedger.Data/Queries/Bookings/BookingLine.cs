using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries.Bookings;

/// <summary>A booking as a row of a list.</summary>
public sealed record BookingLine
{
    /// <summary>Database key.</summary>
    public required long Id { get; init; }

    /// <summary>First instant.</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>First instant after.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>What is booked.</summary>
    public required long ServiceId { get; init; }

    /// <summary>Its name.</summary>
    public required string ServiceName { get; init; }

    /// <summary>Who booked.</summary>
    public required ListedMember Member { get; init; }

    /// <summary>The member who takes part, where that is someone else.</summary>
    public required ListedMember? Participant { get; init; }

    /// <summary>A guest who takes part.</summary>
    public required string? GuestName { get; init; }

    /// <summary>Who leads it.</summary>
    public required string? Staff { get; init; }

    /// <summary>Whether it takes place.</summary>
    public required BookingStatus Status { get; init; }

    /// <summary>Whether the participant came.</summary>
    public required Attendance Attendance { get; init; }

    /// <summary>What credits are asked for is counted in this; none where no credits pay.</summary>
    public required BenefitKind? Kind { get; init; }

    /// <summary>What nothing covers any more (R42).</summary>
    public required long? Missing { get; init; }

    /// <summary>How the part is paid that credits do not cover.</summary>
    public required PaymentMethod? PaidBy { get; init; }

    /// <summary>That part, in the currency's minor unit.</summary>
    public required long Paid { get; init; }

    /// <summary>ISO 4217 code of it.</summary>
    public required string? Currency { get; init; }

    /// <summary>What of it is to be given back.</summary>
    public required long ToRefund { get; init; }

    /// <summary>When that was done.</summary>
    public required DateTime? RefundedAt { get; init; }

    /// <summary>The series that it belongs to.</summary>
    public required long? SeriesId { get; init; }

    /// <summary>What credits gave, or will give.</summary>
    public IReadOnlyList<BookedCredit> Credits { get; init; } = [];

    /// <summary>Who takes part, in words.</summary>
    public string For => GuestName ?? Participant?.Name ?? Member.Name;

    /// <summary>The lines of bookings.</summary>
    internal static IQueryable<BookingLine> Of(IQueryable<Model.Booking> bookings) => bookings.Select(booking => new BookingLine
    {
        Id = booking.Id,
        StartsAt = booking.StartsAt,
        EndsAt = booking.EndsAt,
        ServiceId = booking.ServiceId,
        ServiceName = booking.Service!.Name,
        Member = new ListedMember(booking.MemberId, booking.Member!.Name, booking.Member.Reference),
        Participant = booking.Participant == null ? null
            : new ListedMember(booking.Participant.Id, booking.Participant.Name, booking.Participant.Reference),
        GuestName = booking.GuestName,
        Staff = booking.Staff,
        Status = booking.Status,
        Attendance = booking.Attendance,
        Kind = booking.Kind,
        Missing = booking.Missing,
        PaidBy = booking.PaidBy,
        Paid = booking.Paid,
        Currency = booking.Currency,
        ToRefund = booking.ToRefund,
        RefundedAt = booking.RefundedAt,
        SeriesId = booking.SeriesId,
    });
}

/// <summary>What one credit gave for a booking, or is committed to give.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="CreditId">The credit; none for one that a period to come will grant.</param>
/// <param name="BenefitName">What it is good for.</param>
/// <param name="Unit">What the amount counts.</param>
/// <param name="Amount">In the smallest unit.</param>
/// <param name="DueAt">When it becomes a use; none where it is one.</param>
/// <param name="SourceName">The plan or product that gave it, or will.</param>
/// <param name="OwnerId">Whose credit.</param>
public sealed record BookedCredit(
    long BookingId, long? CreditId, string BenefitName, Unit Unit, long Amount, DateTime? DueAt, string? SourceName, long OwnerId);

/// <summary>
/// What credits gave for some bookings and are committed to give: IX_LedgerEntries_BookingId, IX_Commitments_BookingId. What was given and
/// came back again is left out.
/// </summary>
internal static class BookedCredits
{
    public static async Task<ILookup<long, BookedCredit>> ReadAsync(
        LedgerDbContext db, IReadOnlyList<long> bookingIds, CancellationToken cancellationToken)
    {
        var used = await (
            from entry in db.LedgerEntries
            where entry.BookingId != null && bookingIds.Contains(entry.BookingId.Value)
                && entry.EffectiveKind == EntryKind.Usage
            group entry by new
            {
                BookingId = entry.BookingId!.Value,
                entry.CreditId,
                entry.OwnerId,
                entry.Credit!.Benefit!.Name,
                entry.Credit.Benefit.Kind,
                entry.Credit.Benefit.Currency,
                entry.Credit.SourceName,
            }
            into credit
            select new { credit.Key, Amount = -credit.Sum(entry => entry.Amount) }).ToListAsync(cancellationToken);
        var committed = await (
            from row in db.OpenCommitments
            where bookingIds.Contains(row.BookingId)
            join benefit in db.Benefits on row.BenefitId equals benefit.Id
            orderby row.Id
            select new
            {
                row.BookingId,
                row.CreditId,
                row.OwnerId,
                row.Amount,
                row.DueAt,
                benefit.Name,
                benefit.Kind,
                benefit.Currency,
                Plan = db.Memberships.Where(membership => membership.Id == row.MembershipId).Select(membership => membership.Plan!.Name)
                    .FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        return used.Where(row => row.Amount > 0).OrderBy(row => row.Key.CreditId)
            .Select(row => new BookedCredit(
                row.Key.BookingId, row.Key.CreditId, row.Key.Name, Unit.Of(row.Key.Kind, row.Key.Currency), row.Amount, null,
                row.Key.SourceName, row.Key.OwnerId))
            .Concat(committed.Select(row => new BookedCredit(
                row.BookingId, row.CreditId, row.Name, Unit.Of(row.Kind, row.Currency), row.Amount, row.DueAt, row.Plan, row.OwnerId)))
            .ToLookup(credit => credit.BookingId);
    }

    public static async Task<IReadOnlyList<BookingLine>> WithCreditsAsync(
        this IReadOnlyList<BookingLine> lines, LedgerDbContext db, CancellationToken cancellationToken)
    {
        if (lines.Count == 0) return lines;
        var credits = await ReadAsync(db, [.. lines.Select(line => line.Id)], cancellationToken);
        return [.. lines.Select(line => line with { Credits = [.. credits[line.Id]] })];
    }
}

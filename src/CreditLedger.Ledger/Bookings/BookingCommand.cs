using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Bookings;

/// <summary>Decides what a booking is paid with: a new one (R30, R42) or one that is changed (R44).</summary>
/// <remarks>Its effect is a <see cref="BookingEffect"/>.</remarks>
public abstract record BookingCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>Who booked, and whose credits pay.</summary>
    public required long MemberId { get; init; }

    /// <summary>What is booked.</summary>
    public required long ServiceId { get; init; }

    /// <summary>First instant, in whole minutes.</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>First instant after it.</summary>
    public required DateTime EndsAt { get; init; }

    /// <summary>The member who takes part, where that is someone else.</summary>
    public long? ParticipantId { get; init; }

    /// <summary>A guest who takes part, up to 200 characters.</summary>
    public string? GuestName { get; init; }

    /// <summary>Who leads it, up to 200 characters.</summary>
    public string? Staff { get; init; }

    /// <summary>Whether credits pay, as far as they go.</summary>
    public bool UsesCredits { get; init; } = true;

    /// <summary>How the part is paid that credits do not cover; none: they cover all of it, or it is refused (R30).</summary>
    public PaymentMethod? RestBy { get; init; }

    /// <summary>Whether the user confirmed it for a member who is not active then (R54). Not part of the content.</summary>
    public bool DespiteStatus { get; init; }

    /// <summary>Whether the actor may use credits of a member who is not active (R54). Not part of the content.</summary>
    public bool MayDespiteStatus { get; init; }

    /// <summary>Whether the actor may date it before the backdating window (R16). Not part of the content.</summary>
    public bool MayGoFurtherBack { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(MemberId, null, null, null, StartsAt < now ? StartsAt : now)
    { UserId = MemberId, OccursAt = StartsAt, AsksForUsable = true };

    /// <inheritdoc />
    public override TypedDay? TypedDay(LedgerRules rules) => new TypedDay(rules.Zone.DayOf(StartsAt), RefusedField.BookedFrom);

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. BookingTerms.Needs(ServiceId, EndsAt),
        .. ParticipantId is { } participant ? [RowQuery.Of<MemberRow>(nameof(MemberRow.Id), participant)] : Array.Empty<RowQuery>(),
        .. Owners(state).SelectMany(owner => AheadSupply.Needs(state, owner)),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) =>
        BookingTerms.Benefits(state, ServiceId).Concat(Owners(state).SelectMany(owner => AheadSupply.Benefits(state, owner)));

    /// <summary>What is due first: it may be live already.</summary>
    public override IReadOnlyList<LedgerCommand> Preceding(LedgerState state, LedgerRules rules, DateTime now) =>
        [.. Owners(state).SelectMany(owner => AheadSupply.Due(state, owner, rules, now))];

    private protected IEnumerable<long> Owners(LedgerState state) =>
        state.SharingOf(MemberId, StartsAt).OwnersAtAnyTime.Prepend(MemberId).Distinct();

    private protected Decision? WarnOfStatus(LedgerState state, BookingTerms terms, BookingPayer payer, DateTime now) =>
        UsesCredits || RestBy == PaymentMethod.MoneyCredit ? StatusRule.OfUsage(payer.Usage(terms, 1, now) with
        {
            DespiteStatus = DespiteStatus,
            MayDespiteStatus = MayDespiteStatus,
        },
        state, terms.Rules.Zone, StartsAt) : null;

    private protected BookingRow WithDetails(BookingRow row) => row with
    {
        ParticipantId = ParticipantId == MemberId ? null : ParticipantId,
        GuestName = Clean(GuestName),
        Staff = Clean(Staff),
        Description = Description,
    };

    private protected Refusal? RefuseDetails(LedgerState state)
    {
        if (ParticipantId is { } participant && state.Related.Row<MemberRow>(nameof(MemberRow.Id), participant) is null)
            return Refusals.NoSuchParticipant;
        if (Clean(GuestName)?.Length > BookingRow.MaxNameLength) return Refusals.BookingNameTooLong(RefusedField.Participant);
        if (Clean(Staff)?.Length > BookingRow.MaxNameLength) return Refusals.BookingNameTooLong(RefusedField.Staff);
        return RefuseTexts(required: false);
    }

    /// <summary>The booking's columns that say how it is paid.</summary>
    private protected static BookingRow Pay(BookingRow row, BookingTerms terms, BookingPayment payment, PaymentMethod? method) => row with
    {
        ServiceId = terms.Service.Id,
        StartsAt = terms.StartsAt,
        EndsAt = terms.EndsAt,
        BenefitId = payment.BenefitId,
        Kind = payment.Unit?.Kind,
        Amount = payment.Amount,
        Missing = null,
        Rate = payment.Rate,
        Price = terms.Price,
        Currency = terms.Service.Currency,
        PaidBy = payment.Covered == payment.Amount && payment.Amount > 0 ? null : method,
        Paid = payment.Rest,
        Policy = terms.Service.CancellationPolicy,
        NoShowPercent = terms.Service.NoShowPercent,
    };

    /// <summary>What is called of a booking in the history: "Room 3, 12 Dec 2026, 10:00 to 12:00".</summary>
    private protected static string Summary(BookingTerms terms, BookingPayment payment) =>
        $"{terms.Service.Name}, {When(terms.StartsAt, terms.EndsAt, terms.Rules.Zone)}{(payment.Rate is { } rate ? $", {rate}" : "")}";

    internal static string When(DateTime startsAt, DateTime endsAt, SiteZone zone)
    {
        var (from, to) = (zone.ToLocal(startsAt), zone.ToLocal(endsAt));
        var end = from.Date == to.Date ? Text(to, "HH:mm") : Text(to, "d MMM yyyy, HH:mm");
        return $"{Text(from, "d MMM yyyy, HH:mm")} to {end}";

        static string Text(DateTime local, string format) => local.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The commitments of a payment, with their numbers.</summary>
    private protected static IEnumerable<RelatedChange> Insert(BookingPayment payment, long bookingId, IRowIds ids) =>
        payment.Commitments.Select(row => RelatedChange.Insert(
            row with { Id = ids.NextId(CommitmentRow.Table), BookingId = bookingId }));

    private protected void WriteRequest(CanonicalWriter writer)
    {
        writer.Number(MemberId);
        writer.Number(ServiceId);
        writer.Instant(StartsAt);
        writer.Instant(EndsAt);
        writer.Byte(UsesCredits ? (byte)1 : (byte)0);
        writer.Number((long?)RestBy);
        writer.Number(ParticipantId);
        writer.Text(Clean(GuestName));
        writer.Text(Clean(Staff));
    }
}

/// <summary>What a booking costs and how it is paid, for the page that shows it before it is confirmed.</summary>
/// <param name="Unit">What credits are counted in; none where none pay.</param>
/// <param name="Amount">What credits give.</param>
/// <param name="Parts">Which credits, in the order of use.</param>
/// <param name="Rate">The rate, in words.</param>
/// <param name="Price">The list price, in the currency's minor unit; none where the service has none.</param>
/// <param name="Currency">ISO 4217 code of it.</param>
/// <param name="Rest">What is left to pay in another way.</param>
public sealed record BookingEffect(
    Unit? Unit, long Amount, IReadOnlyList<BookingPart> Parts, string? Rate, long? Price, string? Currency, long Rest)
{
    internal static BookingEffect Of(BookingTerms terms, BookingPayment payment) => new(
        payment.Unit, payment.Covered, payment.Parts, payment.Rate, terms.Price, terms.Service.Currency, payment.Rest);
}

using System.Globalization;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Bookings;

/// <summary>
/// Turns a commitment into a usage, dated at its credit's start, exactly once (R42). The first transaction on the owner's credits after
/// that start records it; which one that is makes no difference to the result.
/// </summary>
public sealed record UseCommitmentCommand : LedgerCommand
{
    private readonly CommitmentRow _row;

    /// <summary>The command of a commitment whose credit exists.</summary>
    public UseCommitmentCommand(CommitmentRow row)
        : base(string.Create(CultureInfo.InvariantCulture, $"commitment/{row.Id}"), Actor.Job(JobName.Issuing)) => _row = row;

    /// <summary>The commitments of owners that are due, in the order in which they were made.</summary>
    public static IReadOnlyList<UseCommitmentCommand> Due(LedgerState state, DateTime now)
    {
        if (state.CommittedOwners.Count == 0) return [];
        return
        [
            .. state.CommittedOwners.SelectMany(state.CommitmentsOf).Where(row => row.CreditId is not null && row.DueAt <= now)
                .OrderBy(row => row.Id).Select(row => new UseCommitmentCommand(row)),
        ];
    }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(null, _row.CreditId, null, null, _row.DueAt ?? now);

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state)
    {
        yield return RowQuery.Of<BookingRow>(nameof(BookingRow.Id), _row.BookingId);
        foreach (var query in HeldCredits.Needs(_row.BookingId)) yield return query;
        if (Booking(state) is { } booking) yield return RowQuery.Of<ServiceRow>(nameof(ServiceRow.Id), booking.ServiceId);
    }

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        // Another command of the same transaction may have recorded it already.
        if (state.Related.Rows<CommitmentRow>(CommitmentRow.Of(_row.BookingId)).First(row => row.Id == _row.Id) is { IsOpen: false })
            return Draft.OfRows(_row.BookingId);
        var (credit, booking) = (state.Credit(_row.CreditId!.Value)!, Booking(state)!);
        var service = state.Related.Row<ServiceRow>(nameof(ServiceRow.Id), booking.ServiceId)!;
        return new Draft(
            PostingKind.Usage, $"{service.Name}, {BookingCommand.When(booking.StartsAt, booking.EndsAt, rules.Zone)}",
            [
                .. EntryDraft.Using(credit, _row.Amount, rules.NotLocked(credit.Terms.StartsAt), entry => entry with
                {
                    UsedById = _row.UsedById,
                    ServiceId = booking.ServiceId,
                    OccursAt = booking.StartsAt,
                    BookingId = booking.Id,
                }),
            ])
        {
            MadeId = booking.Id,
            Related = made => [RelatedChange.Update(_row with { DueAt = null, PostingId = made.Posting!.Id })],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(Chain.CanonicalWriter writer) => writer.Number(_row.Id);

    private BookingRow? Booking(LedgerState state) => state.Related.Row<BookingRow>(nameof(BookingRow.Id), _row.BookingId);
}

using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Bookings;

/// <summary>
/// R42: after memberships, plans, status or grants of an owner changed, what is committed of periods that no longer grant it is released,
/// and what bookings lack is decided again in the order in which they were made.
/// </summary>
public static class CommitmentReview
{
    /// <summary>The rows that say whether there is anything to review of an owner.</summary>
    public static IEnumerable<RowQuery> First(long ownerId) => [CommitmentRow.OpenOf(ownerId), BookingRow.UncoveredOf(ownerId)];

    /// <summary>Whether there is.</summary>
    public static bool IsNeeded(LedgerState state, long ownerId) =>
        state.Related.Rows<CommitmentRow>(CommitmentRow.OpenOf(ownerId)).Count > 0
        || state.Related.Rows<BookingRow>(BookingRow.UncoveredOf(ownerId)).Count > 0;

    /// <summary>The rows that a review needs of an owner.</summary>
    public static IEnumerable<RowQuery> Needs(LedgerState state, long ownerId)
    {
        foreach (var query in AheadSupply.Needs(state, ownerId)) yield return query;
        yield return BookingRow.UncoveredOf(ownerId);
        foreach (var id in state.Related.Rows<CommitmentRow>(CommitmentRow.OpenOf(ownerId)).Select(row => row.BookingId)
            .Concat(state.Related.Rows<BookingRow>(BookingRow.UncoveredOf(ownerId)).Select(row => row.Id)).Distinct())
            yield return RowQuery.Of<BookingRow>(nameof(BookingRow.Id), id, forUpdate: true);
    }

    /// <summary>Releases what the owner's periods no longer grant; none where they grant all of it.</summary>
    public static LedgerCommand? Release(LedgerState state, long ownerId, string key, Actor actor, LedgerRules rules, DateTime now)
    {
        var unsound = state.Related.Rows<CommitmentRow>(CommitmentRow.OpenOf(ownerId)).Where(row => row.CreditId is null)
            .GroupBy(row => (Membership: row.MembershipId!.Value, Line: row.PlanLineId!.Value, Period: row.Period!.Value))
            .Where(group => !IsGranted(state, ownerId, group.Key, [.. group], rules, now)).SelectMany(group => group).ToList();
        return unsound.Count == 0 ? null
            : new ReleaseCommitmentsCommand(string.Create(CultureInfo.InvariantCulture, $"{key}/release/{ownerId}"), actor)
            { Released = unsound };
    }

    /// <summary>Covers what bookings of the owner, and those its credits paid for, lack, in the order in which they were made.</summary>
    public static IReadOnlyList<LedgerCommand> Cover(LedgerState state, long ownerId, LedgerCommand? release, string key, Actor actor) =>
    [
        .. state.Related.Rows<BookingRow>(BookingRow.UncoveredOf(ownerId)).Select(row => row.Id)
            .Concat((release as ReleaseCommitmentsCommand)?.Released.Select(row => row.BookingId) ?? []).Distinct().Order()
            .Select(id => state.Related.Row<BookingRow>(nameof(BookingRow.Id), id)!)
            .Where(row => row is { Status: BookingStatus.Booked, Missing: not null })
            .Select(row => new CoverBookingCommand(string.Create(CultureInfo.InvariantCulture, $"{key}/cover/{row.Id}"), actor)
            { BookingId = row.Id, MemberId = row.MemberId, ServiceId = row.ServiceId, OccursAt = row.StartsAt }),
    ];

    private static bool IsGranted(
        LedgerState state, long ownerId, (long Membership, long Line, int Period) key, List<CommitmentRow> rows, LedgerRules rules,
        DateTime now)
    {
        if (!MemberStanding.Of(state, ownerId).IsActiveAt(now)) return false;
        var membership = state.Related.Rows<MembershipRow>(nameof(MembershipRow.MemberId), ownerId)
            .FirstOrDefault(row => row.Id == key.Membership);
        if (membership is null || MembershipPlan.Find(state, membership.PlanId) is null) return false;
        var periods = AheadSupply.PlanOf(state, membership, rules);
        return rows.TrueForAll(row => periods.PeriodsAt(membership.Id, row.OccursAt).Any(one =>
            one.Line.Id == key.Line && one.Period.Number == key.Period && one.Period.StartsAt == row.DueAt
            && (one.Period.Terms.IsUnlimited || one.Period.Terms.Amount >= rows.Sum(other => other.Amount))));
    }
}

/// <summary>Releases commitments: what their bookings lack is open until it is covered anew (R42).</summary>
public sealed record ReleaseCommitmentsCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>What is released.</summary>
    public required IReadOnlyList<CommitmentRow> Released { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        Released.Select(row => RowQuery.Of<BookingRow>(nameof(BookingRow.Id), row.BookingId, forUpdate: true)).Distinct();

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now) => Draft.OfRows(0, Changes(state));

    /// <summary>The rows as they become.</summary>
    internal IReadOnlyList<RelatedChange> Changes(LedgerState state) =>
        [
            .. Released.Select(row => RelatedChange.Update(row with { DueAt = null })),
            .. Released.GroupBy(row => row.BookingId).Select(group =>
            {
                var booking = state.Related.Row<BookingRow>(nameof(BookingRow.Id), group.Key)!;
                return RelatedChange.Update(booking with
                {
                    Missing = (booking.Missing ?? 0) + group.Sum(row => row.Amount),
                    Version = booking.Version + 1,
                });
            }),
        ];

    /// <inheritdoc />
    protected override void WriteContent(Chain.CanonicalWriter writer)
    {
        foreach (var row in Released) writer.Number(row.Id);
    }
}

/// <summary>Covers what a booking lacks, as far as there is something, in whole steps; the rest stays flagged (R42).</summary>
public sealed record CoverBookingCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The booking.</summary>
    public required long BookingId { get; init; }

    /// <summary>Who booked.</summary>
    public required long MemberId { get; init; }

    /// <summary>What is booked.</summary>
    public required long ServiceId { get; init; }

    /// <summary>When it starts.</summary>
    public required DateTime OccursAt { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(MemberId, null, null, null, now)
    { UserId = MemberId, OccursAt = OccursAt, AsksForUsable = true };

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        RowQuery.Of<BookingRow>(nameof(BookingRow.Id), BookingId, forUpdate: true),
        .. BookingTerms.Needs(ServiceId, OccursAt),
        .. Owners(state).SelectMany(owner => AheadSupply.Needs(state, owner)),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) =>
        BookingTerms.Benefits(state, ServiceId).Concat(Owners(state).SelectMany(owner => AheadSupply.Benefits(state, owner)));

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Related.Row<BookingRow>(nameof(BookingRow.Id), BookingId)
            is not { Status: BookingStatus.Booked, Missing: { } missing, Kind: { } kind } booking)
            return Draft.OfRows(BookingId);
        var terms = BookingTerms.Of(state, booking, rules);
        var payment = !MemberStanding.Of(state, MemberId).IsActiveAt(now) ? null
            : BookingPayment.Cover(state, terms, MemberId, kind, booking.BenefitId, missing, now);
        var left = missing - (payment?.Covered ?? 0);
        string[] notes = left == 0 ? [] : [Note(booking, terms, left)];
        if (payment is null || payment.Covered == 0) return Draft.OfRows(BookingId) with { Notes = notes };
        return new Draft(PostingKind.Change, $"{terms.Service.Name}, {BookingCommand.When(terms.StartsAt, terms.EndsAt, rules.Zone)}",
            [.. payment.Entries.Select(entry => entry with { BookingId = BookingId })])
        {
            MadeId = BookingId,
            Notes = notes,
            Related = made =>
            [
                RelatedChange.Update(booking with { Missing = left == 0 ? null : left, Version = booking.Version + 1 }),
                .. payment.Commitments.Select(row => RelatedChange.Insert(
                    row with { Id = made.Ids.NextId(CommitmentRow.Table), BookingId = BookingId })),
            ],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(Chain.CanonicalWriter writer) => writer.Number(BookingId);

    private IEnumerable<long> Owners(LedgerState state) =>
        state.SharingOf(MemberId, OccursAt).OwnersAtAnyTime.Prepend(MemberId).Distinct();

    // "Room 3, 12 Dec 2026, 10:00 to 15:00: 2 h not covered."
    private static string Note(BookingRow booking, BookingTerms terms, long left) =>
        $"{terms.Service.Name}, {BookingCommand.When(terms.StartsAt, terms.EndsAt, terms.Rules.Zone)}: " +
        $"{AmountFormat.Format(left, Unit.Of(booking.Kind!.Value, booking.Currency))} not covered.";
}

using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Members;

/// <summary>
/// Undoes a merge (R50): what remains of each credit that moved goes back, and so do memberships, bookings and places in groups that are
/// still there. What was used since stays with the survivor and is named.
/// </summary>
public sealed record UnmergeMembersCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The merge.</summary>
    public required long MergeId { get; init; }

    /// <summary>The record that was merged into the survivor.</summary>
    public required long FromId { get; init; }

    private RowQuery OfMerge => RowQuery.Of<MemberMergeRow>(nameof(MemberMergeRow.Id), MergeId, forUpdate: true);

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(FromId, null, null, null, now);

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state)
    {
        yield return OfMerge;
        yield return MergedRow.Of(MergeId);
        if (Find(state) is not { } merge) yield break;
        foreach (var id in new[] { FromId, merge.IntoId }.Order())
        {
            yield return RowQuery.Of<MemberRow>(nameof(MemberRow.Id), id, forUpdate: true);
            yield return SearchTerms.Of(id);
            yield return CommitmentRow.OpenOf(id);
        }

        yield return SearchTerms.Pointers(merge.IntoId);
        foreach (var row in state.Related.Rows<MemberRow>(SearchTerms.Pointers(merge.IntoId))) yield return SearchTerms.Of(row.Id);
        foreach (var query in MemberSupply.Needs(state, merge.IntoId)) yield return query;
        foreach (var row in Memberships(state, merge))
        {
            yield return MembershipCreditRow.Of(row.Id);
            yield return RowQuery.Of<MembershipRow>(nameof(MembershipRow.Id), row.Id, forUpdate: true);
        }

        foreach (var id in Ids(state, MergedKind.Booking).Concat(Ids(state, MergedKind.Participation)))
            yield return RowQuery.Of<BookingRow>(nameof(BookingRow.Id), id, forUpdate: true);
        foreach (var id in Ids(state, MergedKind.Booking)) yield return CommitmentRow.Of(id);
        foreach (var row in Rows(state).Where(IsOfGroup).DistinctBy(row => row.RowId))
            foreach (var query in GroupPlaces.Needs(row.RowId)) yield return query;
        foreach (var id in Known(state, merge)) yield return SuccessorsOf(id);
    }

    /// <inheritdoc />
    public override IEnumerable<long> Credits(LedgerState state) => Find(state) is { } merge ? Known(state, merge) : [];

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) => Find(state) is { } merge
        ? Memberships(state, merge).SelectMany(row => MembershipPlan.Benefits(state, row.PlanId)) : [];

    /// <summary>What is due first: a period that began before is the survivor's, and what remains of it goes back.</summary>
    public override IReadOnlyList<LedgerCommand> Preceding(LedgerState state, LedgerRules rules, DateTime now) =>
        Find(state) is not { UndoneAt: null } merge ? []
        :
        [
            .. Memberships(state, merge).SelectMany(row =>
                AheadSupply.PlanOf(state, row, rules).MovingDueOf(row, now, Actor.Job(JobName.Issuing))),
        ];

    /// <inheritdoc />
    public override IEnumerable<long> Reviewed(LedgerState state) => Find(state) is { } merge ? [merge.IntoId, FromId] : [];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Find(state) is not { } merge || merge.FromId != FromId) return Refusals.NoSuchMerge;
        if (merge.UndoneAt is not null) return Refusals.UnmergedBefore;
        var (other, into) = (Member(state, FromId), Member(state, merge.IntoId));
        if (into.MergedIntoId is not null || other.MergedIntoId != into.Id) return Refusals.MergedOnward(into.FullName);
        if (RefuseTexts(required: false) is { } texts) return texts;

        var move = new RecordMove(state, into.Id, FromId, now);
        move.Add(Memberships(state, merge));
        move.Add(Ids(state, MergedKind.Booking).Select(id => Booking(state, id))
            .Where(row => row.MemberId == into.Id && RecordMove.IsOpen(row, now)));
        var credits = Known(state, merge).Select(state.Credit).OfType<CreditState>()
            .Where(credit => credit.Terms.OwnerId == into.Id).ToList();
        move.Add(credits, Description);
        return new Draft(PostingKind.Unmerge, Description, move.Entries)
        {
            MadeId = MergeId,
            Notes = [.. MergeText.Of(other, into, move, credits)],
            Related = made =>
            [
                RelatedChange.Update(merge with { UndoneAt = now }),
                .. Records(state, other, into),
                .. move.Rows(made.Credits),
                .. Ids(state, MergedKind.Participation).Select(id => Booking(state, id))
                    .Where(row => row.ParticipantId == into.Id && RecordMove.IsOpen(row, now))
                    .Select(row => RelatedChange.Update(row with { ParticipantId = FromId, Version = row.Version + 1 })),
                .. move.Memberships.Select(row => row.Id).Except(Ids(state, MergedKind.Membership)).Select(id => RelatedChange.Insert(
                    new MergedRow { MergeId = MergeId, Kind = MergedKind.Membership, RowId = id })),
                .. MergedGroups.Undo(state, [.. Rows(state).Where(IsOfGroup)], FromId, into.Id, now),
            ],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(MergeId);
        writer.Number(FromId);
    }

    // The records that had been merged into the other one before point to it again.
    private IEnumerable<RelatedChange> Records(LedgerState state, MemberRow other, MemberRow into)
    {
        var pointers = state.Related.Rows<MemberRow>(SearchTerms.Pointers(into.Id)).Where(row => row.Id != FromId)
            .ToLookup(row => Ids(state, MergedKind.EarlierRecord).Contains(row.Id));
        return
        [
            RelatedChange.Update(other with { MergedIntoId = null, Version = other.Version + 1 }),
            .. pointers[true].Select(row => RelatedChange.Update(row with { MergedIntoId = FromId })),
            .. SearchTerms.Changes(state, [into, .. pointers[false]]),
            .. SearchTerms.Changes(state, [other, .. pointers[true]]),
        ];
    }

    private MemberMergeRow? Find(LedgerState state) => state.Related.Rows<MemberMergeRow>(OfMerge) is [var merge] ? merge : null;

    private static MemberRow Member(LedgerState state, long id) => state.Related.Row<MemberRow>(nameof(MemberRow.Id), id)!;

    private static BookingRow Booking(LedgerState state, long id) => state.Related.Row<BookingRow>(nameof(BookingRow.Id), id)!;

    private IReadOnlyList<MergedRow> Rows(LedgerState state) => state.Related.Rows<MergedRow>(MergedRow.Of(MergeId));

    private IEnumerable<long> Ids(LedgerState state, MergedKind kind) =>
        Rows(state).Where(row => row.Kind == kind).Select(row => row.RowId).Order();

    private static bool IsOfGroup(MergedRow row) =>
        row.Kind is MergedKind.Group or MergedKind.Place or MergedKind.EndedPlace or MergedKind.SurvivorsPlace;

    // Those that moved and are the survivor's still, and those that took their place by a change of plan.
    private List<MembershipRow> Memberships(LedgerState state, MemberMergeRow merge)
    {
        var going = Ids(state, MergedKind.Membership).ToHashSet();
        return
        [
            .. state.Related.Rows<MembershipRow>(nameof(MembershipRow.MemberId), merge.IntoId).OrderBy(row => row.Id)
                .Where(row => going.Contains(row.Id) || (row.FollowsId is { } before && going.Contains(before) && going.Add(row.Id))),
        ];
    }

    // What moved, what the memberships were granted since, and what took the place of either, at whichever member: asked again with
    // what was found.
    private List<long> Known(LedgerState state, MemberMergeRow merge)
    {
        List<long> known =
        [
            .. Ids(state, MergedKind.Credit).Union(Memberships(state, merge).Select(row => MembershipCreditRow.Of(row.Id))
                .Where(state.Related.Knows).SelectMany(query => state.Related.Rows<MembershipCreditRow>(query))
                .Select(row => row.CreditId)),
        ];
        for (var place = 0; place < known.Count; place++)
        {
            if (!state.Related.Knows(SuccessorsOf(known[place]))) continue;
            known.AddRange(state.Related.Rows<CreditRow>(SuccessorsOf(known[place])).Select(row => row.Id).Except(known));
        }

        return known;
    }

    private static RowQuery SuccessorsOf(long creditId) => RowQuery.With<CreditRow>(
        nameof(CreditRow.OriginCreditId), creditId, present: nameof(CreditRow.OriginCreditId));
}

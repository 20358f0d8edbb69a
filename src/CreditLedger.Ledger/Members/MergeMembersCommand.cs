using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Members;

/// <summary>
/// Makes two records of one person one (R50): what remains of credits, running memberships, open bookings and places in groups move to the
/// survivor, and the other record becomes a pointer to it.
/// </summary>
public sealed record MergeMembersCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The record that becomes a pointer.</summary>
    public required long FromId { get; init; }

    /// <summary>The survivor.</summary>
    public required long IntoId { get; init; }

    private RowQuery OwnCredits => RowQuery.Of<CreditRow>(nameof(CreditRow.OwnerId), FromId);

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(IntoId, null, null, null, now);

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. new[] { FromId, IntoId }.Order().Select(id => RowQuery.Of<MemberRow>(nameof(MemberRow.Id), id, forUpdate: true)),
        .. new[] { FromId, IntoId }.SelectMany(id => new[]
        {
            SearchTerms.Of(id), SearchTerms.Pointers(id), CommitmentRow.OpenOf(id), RowQuery.Of<GroupRow>(nameof(GroupRow.OwnerId), id),
            RowQuery.Of<MembershipRow>(nameof(MembershipRow.MemberId), id),
        }),
        OwnCredits,
        RowQuery.Of<GroupMemberRow>(nameof(GroupMemberRow.MemberId), FromId),
        RowQuery.Of<BookingRow>(nameof(BookingRow.MemberId), FromId),
        BookingRow.Of(participantId: FromId),
        .. BookingsIn(state).Where(row => row.Status == BookingStatus.Booked).Select(row => CommitmentRow.Of(row.Id)),
        .. MemberSupply.Needs(state, FromId),
        .. MembershipsIn(state).Select(row => MembershipCreditRow.Of(row.Id)),
        .. MembershipsIn(state).Select(row => RowQuery.Of<MembershipRow>(nameof(MembershipRow.Id), row.Id, forUpdate: true)),
        .. GroupsIn(state).SelectMany(GroupPlaces.Needs),
        .. PointersIn(state).Select(row => SearchTerms.Of(row.Id)),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Credits(LedgerState state) => state.Related.Rows<CreditRow>(OwnCredits).Select(row => row.Id);

    /// <inheritdoc />
    public override IEnumerable<long> Benefits(LedgerState state) =>
        MembershipsIn(state).SelectMany(row => MembershipPlan.Benefits(state, row.PlanId));

    /// <summary>What is due first: a period that began before the merge is the other record's.</summary>
    public override IReadOnlyList<LedgerCommand> Preceding(LedgerState state, LedgerRules rules, DateTime now) =>
    [
        .. MembershipsIn(state).SelectMany(row =>
            AheadSupply.PlanOf(state, row, rules).MovingDueOf(row, now, Actor.Job(JobName.Issuing))),
    ];

    /// <inheritdoc />
    public override IEnumerable<long> Reviewed(LedgerState state) => [IntoId];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (FromId == IntoId) return Refusals.MergedWithItself;
        if (Find(state, FromId) is not { } other || Find(state, IntoId) is not { } into) return Refusals.NoSuchMember;
        if ((Refuse(other, into) ?? RefuseGroups(state) ?? RefuseTexts(required: false)) is { } refusal) return refusal;

        var move = new RecordMove(state, FromId, IntoId, now);
        move.Add(MembershipsIn(state).Where(row => !(row.EndsAt <= now)).OrderBy(row => row.Id));
        move.Add(BookingsIn(state).Where(row => RecordMove.IsOpen(row, now)).OrderBy(row => row.Id));
        move.Add(state.CreditsOf(FromId), Description);
        var groups = MergedGroups.Of(state, FromId, IntoId, now);
        var taking = state.Related.Rows<BookingRow>(BookingRow.Of(participantId: FromId))
            .Where(row => RecordMove.IsOpen(row, now)).ToList();
        var pointers = state.Related.Rows<MemberRow>(SearchTerms.Pointers(FromId));
        return new Draft(PostingKind.Merge, Description, move.Entries)
        {
            Notes = [.. MergeText.Of(state, other, into, move, groups, taking.Count, now)],
            Related = made =>
            [
                RelatedChange.Update(other with { MergedIntoId = IntoId, Version = other.Version + 1 }),
                .. pointers.Select(row => RelatedChange.Update(row with { MergedIntoId = IntoId })),
                .. SearchTerms.Changes(state, [into, other, .. PointersIn(state)]),
                .. move.Rows(made.Credits),
                .. taking.Select(row => RelatedChange.Update(row with { ParticipantId = IntoId, Version = row.Version + 1 })),
                .. groups.Changes,
                .. Remembered(made, move, groups, taking, pointers, now),
            ],
        };
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(FromId);
        writer.Number(IntoId);
    }

    // What undoing the merge finds again.
    private IEnumerable<RelatedChange> Remembered(
        DraftRows made, RecordMove move, MergedGroups groups, IReadOnlyList<BookingRow> taking, IReadOnlyList<MemberRow> pointers,
        DateTime now)
    {
        var id = made.Made(MemberMergeRow.Table);
        RelatedChange Row(MergedKind kind, long rowId) =>
            RelatedChange.Insert(new MergedRow { MergeId = id, Kind = kind, RowId = rowId });
        return
        [
            RelatedChange.Insert(new MemberMergeRow
            { Id = id, FromId = FromId, IntoId = IntoId, PostingId = made.Posting?.Id, RecordedAt = now }),
            .. move.Credits.Select(credit => Row(MergedKind.Credit, credit.Terms.Id)),
            .. move.Memberships.Select(row => Row(MergedKind.Membership, row.Id)),
            .. move.Bookings.Select(row => Row(MergedKind.Booking, row.Id)),
            .. taking.Select(row => Row(MergedKind.Participation, row.Id)),
            .. pointers.Select(row => Row(MergedKind.EarlierRecord, row.Id)),
            .. groups.Rows.Select(row => RelatedChange.Insert(row with { MergeId = id })),
        ];
    }

    private static Refusal? Refuse(MemberRow other, MemberRow into)
    {
        if (new[] { other, into }.FirstOrDefault(row => row.MergedIntoId is not null) is { } pointer)
            return Refusals.MergedBefore(pointer.FullName);
        if (other.Kind != into.Kind) return Refusals.MergesPersonWithBusiness;
        return into.IsArchived ? Refusals.MergesIntoArchived(into.FullName) : null;
    }

    // The name of a group is its owner's.
    private Refusal? RefuseGroups(LedgerState state)
    {
        var taken = OwnedBy(state, IntoId).Where(row => !row.IsArchived).Select(row => row.SortName).ToHashSet(StringComparer.Ordinal);
        return OwnedBy(state, FromId).FirstOrDefault(row => !row.IsArchived && taken.Contains(row.SortName)) is { } group
            ? Refusals.MergesGroupsOfOneName(group.Name) : null;
    }

    private static MemberRow? Find(LedgerState state, long id) => state.Related.Row<MemberRow>(nameof(MemberRow.Id), id);

    // Those that were merged into either before.
    private IEnumerable<MemberRow> PointersIn(LedgerState state) =>
        new[] { FromId, IntoId }.SelectMany(id => state.Related.Rows<MemberRow>(SearchTerms.Pointers(id)));

    private IReadOnlyList<MembershipRow> MembershipsIn(LedgerState state) =>
        state.Related.Rows<MembershipRow>(nameof(MembershipRow.MemberId), FromId);

    private IReadOnlyList<BookingRow> BookingsIn(LedgerState state) =>
        state.Related.Rows<BookingRow>(nameof(BookingRow.MemberId), FromId);

    private static IReadOnlyList<GroupRow> OwnedBy(LedgerState state, long ownerId) =>
        state.Related.Rows<GroupRow>(nameof(GroupRow.OwnerId), ownerId);

    private IEnumerable<long> GroupsIn(LedgerState state) => OwnedBy(state, FromId).Select(row => row.Id)
        .Concat(state.Related.Rows<GroupMemberRow>(nameof(GroupMemberRow.MemberId), FromId).Select(row => row.GroupId)).Distinct().Order();
}

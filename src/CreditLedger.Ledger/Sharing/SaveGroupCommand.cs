using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Sharing;

/// <summary>Makes a group, or changes what it is called, whose credits it shares, and which kinds (R13).</summary>
public sealed record SaveGroupCommand(string IdempotencyKey, Actor Actor) : SaveCommand<GroupRow>(IdempotencyKey, Actor)
{
    /// <summary>Whose credits are shared: the owner of the group as it is to be.</summary>
    public required GroupParty Owner { get; init; }

    /// <summary>The kinds that are shared, each once.</summary>
    public required IReadOnlyList<BenefitKind> Shares { get; init; }

    /// <summary>
    /// From which local day on kinds that were not shared are, and those that are no longer named are not. None: from today on, and at
    /// once; for a new group: the kinds have always been shared, so that the days of its members alone count.
    /// </summary>
    public DateOnly? SharesFrom { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => base.Scope(now) with { MemberId = Owner.Id };

    private protected override (string Column, string Text) Unique => (nameof(GroupRow.SortName), Wanted.SortName);

    // A name is the owner's, and free again once its group is archived.
    private protected override RowQuery Namesakes => RowQuery.Of<GroupRow>(nameof(GroupRow.OwnerId), Owner.Id);

    private protected override Refusal RefuseTaken(GroupRow other) => Refusals.GroupNameTaken(Owner.Name);

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. base.Needs(state),
        RowQuery.Of<GroupMemberRow>(nameof(GroupMemberRow.GroupId), Id),
        RowQuery.Of<GroupShareRow>(nameof(GroupShareRow.GroupId), Id),
    ];

    private protected override bool IsNamesake(GroupRow other) => other.ArchivedAt is null && other.SortName == Wanted.SortName;

    private protected override IEnumerable<Refusal> Refuse(GroupRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Wanted.Kind == GroupKind.Business && !Owner.IsBusiness) yield return Refusals.OwnerIsAPerson(Owner.Name);
        else if (Wanted.Kind == GroupKind.Family && Owner.IsBusiness) yield return Refusals.OwnerIsABusiness(Owner.Name);
        else if (GroupCommand.HasPlace(state, Id, Owner.Id, now)) yield return Refusals.OwnerIsAMember(Owner.Name);
    }

    private protected override SavedParts PartsOf(GroupRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        var known = ShareStretches.Of(state.Related.Rows<GroupShareRow>(nameof(GroupShareRow.GroupId), Id));
        var end = SharesFrom is { } day ? rules.Zone.StartOf(day) : now;
        var start = SharesFrom is null && seen is null ? Instants.Earliest : rules.Zone.StartOf(SharesFrom ?? rules.Zone.DayOf(now));

        // A kind that is as it should be by then keeps what was agreed for later.
        var changed = known.Keys.Union(Shares)
            .Select(kind => (Kind: kind, Known: known.GetValueOrDefault(kind, []), IsWanted: Shares.Contains(kind)))
            .Where(kind => kind.IsWanted != kind.Known.Exists(stretch => stretch.Contains(end)))
            .Select(kind => (kind.Kind, kind.Known,
                Wanted: kind.IsWanted ? ShareStretches.From(kind.Known, start) : ShareStretches.Until(kind.Known, end)))
            .Where(kind => !kind.Known.SequenceEqual(kind.Wanted)).ToList();
        return new SavedParts(
            changed.Count > 0, (_, id) => changed.SelectMany(kind => ShareStretches.Changes(id, kind.Kind, kind.Known, kind.Wanted)));
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Text(Wanted.Name);
        writer.Number((long)Wanted.Kind);
        writer.Number(Owner.Id);
        writer.Number(Wanted.SharedFirst ? 1 : 0);
        foreach (var kind in Shares.Order()) writer.Number((long)kind);
        writer.Day(SharesFrom);
    }
}

/// <summary>
/// Lets a group share nothing any more, or share again, unless its name was taken meanwhile. What is dated before it was archived may still
/// be recorded; what is dated in between stays refused after it was restored.
/// </summary>
public sealed record ArchiveGroupCommand(string IdempotencyKey, Actor Actor) : ArchiveCommand<GroupRow>(IdempotencyKey, Actor)
{
    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) => Find(state) is { } group && !Archived
        ?
        [
            .. base.Needs(state),
            RowQuery.Of<GroupRow>(nameof(GroupRow.OwnerId), group.OwnerId),
            RowQuery.Of<GroupShareRow>(nameof(GroupShareRow.GroupId), Id),
        ]
        : base.Needs(state);

    private protected override Refusal? Refuse(GroupRow group, LedgerState state) =>
        !Archived && state.Related.Rows<GroupRow>(nameof(GroupRow.OwnerId), group.OwnerId)
            .Any(other => other.Id != Id && other.ArchivedAt is null && other.SortName == group.SortName)
            ? Refusals.GroupNameTakenMeanwhile(group.Name) : null;

    private protected override IEnumerable<RelatedChange> PartsOf(GroupRow group, LedgerState state, DateTime now) =>
        Archived || group.ArchivedAt is not { } archived ? [] : ShareStretches
            .Of(state.Related.Rows<GroupShareRow>(nameof(GroupShareRow.GroupId), Id))
            .SelectMany(kind => ShareStretches.Changes(Id, kind.Key, kind.Value, ShareStretches.Without(kind.Value, archived, now)));
}

using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Sharing;

/// <summary>Makes a group, or changes what it is called, whose credits it shares, and which kinds (R13).</summary>
public sealed record SaveGroupCommand(string IdempotencyKey, Actor Actor) : SaveCommand<GroupRow>(IdempotencyKey, Actor)
{
    /// <summary>Whose credits are shared: the owner of the group as it is to be.</summary>
    public required GroupParty Owner { get; init; }

    /// <summary>The kinds that are shared, each once.</summary>
    public required IReadOnlyList<BenefitKind> Shares { get; init; }

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
        else if (GroupCommand.FindMember(state, Id, Owner.Id) is not null) yield return Refusals.OwnerIsAMember(Owner.Name);
    }

    private protected override SavedParts PartsOf(GroupRow? seen, LedgerState state, LedgerRules rules, DateTime now)
    {
        var shared = state.Related.Rows<GroupShareRow>(nameof(GroupShareRow.GroupId), Id);
        var ended = shared.Where(row => !Shares.Contains(row.Kind)).ToList();
        var begun = Shares.Except(shared.Select(row => row.Kind)).ToList();
        return new SavedParts(ended.Count + begun.Count > 0, (_, id) =>
        [
            .. ended.Select(RelatedChange.Delete),
            .. begun.Select(kind => RelatedChange.Insert(new GroupShareRow { GroupId = id, Kind = kind })),
        ]);
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
    }
}

/// <summary>Lets a group share nothing any more, or share again, unless its name was taken meanwhile.</summary>
public sealed record ArchiveGroupCommand(string IdempotencyKey, Actor Actor) : ArchiveCommand<GroupRow>(IdempotencyKey, Actor)
{
    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) => Find(state) is { } group && !Archived
        ? [.. base.Needs(state), RowQuery.Of<GroupRow>(nameof(GroupRow.OwnerId), group.OwnerId)]
        : base.Needs(state);

    private protected override Refusal? Refuse(GroupRow group, LedgerState state) =>
        !Archived && state.Related.Rows<GroupRow>(nameof(GroupRow.OwnerId), group.OwnerId)
            .Any(other => other.Id != Id && other.ArchivedAt is null && other.SortName == group.SortName)
            ? Refusals.GroupNameTakenMeanwhile(group.Name) : null;
}

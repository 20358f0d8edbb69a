using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Sharing;

/// <summary>Makes a group, or changes what it is called, whose credits it shares, and which kinds (R13).</summary>
public sealed record SaveGroupCommand(string IdempotencyKey, Actor Actor) : GroupCommand(IdempotencyKey, Actor)
{
    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>The name folded: what makes two names the same.</summary>
    public required string SortName { get; init; }

    /// <summary>Team, business or family.</summary>
    public required GroupKind Kind { get; init; }

    /// <summary>Whose credits are shared.</summary>
    public required GroupParty Owner { get; init; }

    /// <summary>The kinds that are shared, each once.</summary>
    public required IReadOnlyList<BenefitKind> Shares { get; init; }

    /// <summary>Whether members use shared credits before their own.</summary>
    public bool SharedFirst { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        .. base.Needs(state),
        RowQuery.Of<GroupShareRow>(nameof(GroupShareRow.GroupId), Id),
        RowQuery.Of<GroupRow>(nameof(GroupRow.OwnerId), Owner.Id),
    ];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Id != 0) return base.Decide(state, rules, now);
        if (Refuse(state) is { } refusal) return refusal;
        return Draft.Nothing with
        {
            Related = made =>
            {
                var id = made.Made(GroupRow.Table);
                return [RelatedChange.Insert(Wanted(new GroupRow { Id = id })), .. Shares.Select(kind => RelatedChange.Insert(Share(id, kind)))];
            },
        };
    }

    private protected override Decision Decide(GroupRow group, LedgerState state, LedgerRules rules, DateTime now)
    {
        var shared = state.Related.Rows<GroupShareRow>(nameof(GroupShareRow.GroupId), Id);
        List<RelatedChange> changes =
        [
            .. shared.Where(row => !Shares.Contains(row.Kind)).Select(RelatedChange.Delete),
            .. Shares.Except(shared.Select(row => row.Kind)).Select(kind => RelatedChange.Insert(Share(Id, kind))),
        ];
        var wanted = Wanted(group);
        if (wanted == group && changes.Count == 0) return Nothing;
        return Refuse(state) ?? Change(group, wanted, changes);
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Text(Name);
        writer.Number((long)Kind);
        writer.Number(Owner.Id);
        writer.Number(SharedFirst ? 1 : 0);
        foreach (var kind in Shares.Order()) writer.Number((long)kind);
    }

    private static GroupShareRow Share(long groupId, BenefitKind kind) => new() { GroupId = groupId, Kind = kind };

    private GroupRow Wanted(GroupRow group) =>
        group with { Name = Name, SortName = SortName, Kind = Kind, OwnerId = Owner.Id, SharedFirst = SharedFirst };

    private Refusal? Refuse(LedgerState state)
    {
        if (Name.Length is 0 or > GroupRow.MaxNameLength) return Invalid(RefusedField.Name, "Give the group a name of 1 to 200 characters.");
        if (Kind == GroupKind.Business && !Owner.IsBusiness)
            return Invalid(RefusedField.Member, $"{Owner.Name} is a person. A business group shares the credits of a business record.");
        if (Kind == GroupKind.Family && Owner.IsBusiness)
            return Invalid(RefusedField.Member, $"{Owner.Name} is a business. A family shares the credits of a person.");
        if (FindMember(state, Owner.Id) is not null)
        {
            return Invalid(RefusedField.Member,
                $"{Owner.Name} is a member of this group. Remove that member first: the owner is not among them.");
        }

        var namesakes = state.Related.Rows<GroupRow>(nameof(GroupRow.OwnerId), Owner.Id)
            .Where(other => other.Id != Id && other.ArchivedAt is null && other.SortName == SortName);
        return namesakes.Any()
            ? Invalid(RefusedField.Name, $"{Owner.Name} has a group of that name already. Choose another name, or change that one.")
            : null;
    }

    private static Refusal Invalid(RefusedField field, string message) => new(RefusalReason.Invalid, field, message);
}

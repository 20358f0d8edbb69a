using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Sharing;

/// <summary>Lets a group share nothing any more, or share again.</summary>
public sealed record ArchiveGroupCommand(string IdempotencyKey, Actor Actor) : GroupCommand(IdempotencyKey, Actor)
{
    /// <summary>Whether it is to be archived, and not restored.</summary>
    public required bool Archived { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) => Find(state) is { } group && !Archived
        ? [.. base.Needs(state), RowQuery.Of<GroupRow>(nameof(GroupRow.OwnerId), group.OwnerId)]
        : base.Needs(state);

    private protected override Decision Decide(GroupRow group, LedgerState state, LedgerRules rules, DateTime now)
    {
        if (Archived == group.ArchivedAt is not null) return Nothing;
        if (!Archived && state.Related.Rows<GroupRow>(nameof(GroupRow.OwnerId), group.OwnerId)
            .Any(other => other.Id != Id && other.ArchivedAt is null && other.SortName == group.SortName))
        {
            return new Refusal(RefusalReason.Invalid, RefusedField.Name,
                $"The owner has another group by the name of {group.Name} now. Rename one of the two first.");
        }

        return Change(group, group with { ArchivedAt = Archived ? now : null });
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(Id);
        writer.Number(Archived ? 1 : 0);
    }
}

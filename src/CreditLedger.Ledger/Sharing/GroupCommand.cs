using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Sharing;

/// <summary>
/// Changes one group, its members, their rights or caps. An edit that was begun on another version of the group is refused, unless it asks
/// for exactly what holds already: then it is done.
/// </summary>
public abstract record GroupCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The group; 0 for a new one.</summary>
    public required long GroupId { get; init; }

    /// <summary>The version that the person was shown; of no meaning for a new group. Not part of the content.</summary>
    public int SeenVersion { get; init; }

    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
    [
        RowQuery.Of<GroupRow>(nameof(GroupRow.Id), GroupId, forUpdate: true),
        RowQuery.Of<GroupMemberRow>(nameof(GroupMemberRow.GroupId), GroupId),
    ];

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now) => Find(state) is { } group
        ? Decide(group, state, now)
        : new Refusal(RefusalReason.NotFound, RefusedField.Whole, "There is no such group.");

    private protected abstract Decision Decide(GroupRow group, LedgerState state, DateTime now);

    private protected GroupRow? Find(LedgerState state) => state.Related.Row<GroupRow>(nameof(GroupRow.Id), GroupId);

    private protected GroupMemberRow? FindMember(LedgerState state, long memberId) =>
        state.Related.Rows<GroupMemberRow>(nameof(GroupMemberRow.GroupId), GroupId).FirstOrDefault(row => row.MemberId == memberId);

    private protected Draft Nothing => Draft.OfRows(GroupId);

    private protected Decision Change(GroupRow seen, GroupRow wanted, params IReadOnlyList<RelatedChange> changes) => SeenVersion == seen.Version
        ? Draft.OfRows(GroupId, [RelatedChange.Update(wanted with { Version = seen.Version + 1 }), .. changes])
        : new Refusal(RefusalReason.Stale, RefusedField.Whole,
            "Someone changed this group meanwhile. Nothing was saved: open it again, see what it holds now, and repeat your change.");
}

/// <summary>A member as the rules of groups see them.</summary>
/// <param name="Id">The member.</param>
/// <param name="Name">Display name.</param>
/// <param name="IsBusiness">Whether it is a business and not a person.</param>
public sealed record GroupParty(long Id, string Name, bool IsBusiness);

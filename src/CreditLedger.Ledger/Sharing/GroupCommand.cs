using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Sharing;

/// <summary>Changes the members of one group, their rights or caps.</summary>
public abstract record GroupCommand(string IdempotencyKey, Actor Actor) : VersionedCommand<GroupRow>(IdempotencyKey, Actor)
{
    /// <inheritdoc />
    public override IEnumerable<RowQuery> Needs(LedgerState state) =>
        [.. base.Needs(state), RowQuery.Of<GroupMemberRow>(nameof(GroupMemberRow.GroupId), Id)];

    internal static GroupMemberRow? FindMember(LedgerState state, long groupId, long memberId) =>
        state.Related.Rows<GroupMemberRow>(nameof(GroupMemberRow.GroupId), groupId).FirstOrDefault(row => row.MemberId == memberId);
}

/// <summary>A member as the rules of groups see them.</summary>
/// <param name="Id">The member.</param>
/// <param name="Name">Display name.</param>
/// <param name="IsBusiness">Whether it is a business and not a person.</param>
public sealed record GroupParty(long Id, string Name, bool IsBusiness);

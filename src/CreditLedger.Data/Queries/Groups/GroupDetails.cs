using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Data.Queries.Groups;

/// <summary>A group with its members, their rights and caps.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Kind">Team, business or family.</param>
/// <param name="OwnerId">Whose credits are shared.</param>
/// <param name="OwnerName">That member's name.</param>
/// <param name="OwnerReference">That member's reference.</param>
/// <param name="SharedFirst">Whether members use shared credits before their own.</param>
/// <param name="ArchivedAt">Since when it shares nothing any more.</param>
/// <param name="Shares">The kinds it shares.</param>
/// <param name="Members">Its members, by name.</param>
public sealed record GroupDetails(
    long Id, string Name, GroupKind Kind, long OwnerId, string OwnerName, string OwnerReference, bool SharedFirst, DateTime? ArchivedAt,
    IReadOnlyList<BenefitKind> Shares, IReadOnlyList<GroupMemberDetails> Members)
{
    /// <summary>What an edit that begins here names.</summary>
    public required int Version { get; init; }
}

/// <summary>One member of a group.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="Name">Display name.</param>
/// <param name="Reference">Unique text.</param>
/// <param name="Status">Where the member stands.</param>
/// <param name="MayUse">Whether the member has the right to use what is shared.</param>
/// <param name="Caps">How much of a kind, with what is used of it.</param>
public sealed record GroupMemberDetails(
    long MemberId, string Name, string Reference, MemberStatus Status, bool MayUse, IReadOnlyList<CapDetails> Caps)
{
    /// <summary>The cap of a kind; none where it is not limited.</summary>
    public CapDetails? CapOf(BenefitKind kind) => Caps.FirstOrDefault(cap => cap.Kind == kind);
}

/// <summary>A cap and what is used of it in the period that runs.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Cap">How much, and in which period.</param>
/// <param name="Window">The period that runs.</param>
/// <param name="Used">Per unit, what the member used of the owner's credits of the kind; empty when nothing.</param>
public sealed record CapDetails(BenefitKind Kind, Cap Cap, CapWindow Window, IReadOnlyList<RemainingAmount> Used)
{
    /// <summary>What is used in each unit; in this one when nothing is.</summary>
    public IReadOnlyList<RemainingAmount> UsedOr(Unit unit) => Used.Count > 0 ? Used : [new RemainingAmount(unit, 0)];
}

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
/// <param name="Shares">The kinds it shares now.</param>
/// <param name="Members">Those who are in it now, or will be, by name.</param>
public sealed record GroupDetails(
    long Id, string Name, GroupKind Kind, long OwnerId, string OwnerName, string OwnerReference, bool SharedFirst, DateTime? ArchivedAt,
    IReadOnlyList<BenefitKind> Shares, IReadOnlyList<GroupMemberDetails> Members)
{
    /// <summary>What an edit that begins here names.</summary>
    public required int Version { get; init; }

    /// <summary>When each kind was, is and will be shared, in order.</summary>
    public required IReadOnlyList<SharedKind> SharedKinds { get; init; }

    /// <summary>Those who were in it, by name.</summary>
    public required IReadOnlyList<GroupMemberDetails> Former { get; init; }

    /// <summary>The kinds that it has ever shared.</summary>
    public IReadOnlyList<BenefitKind> EverShared => [.. SharedKinds.Select(shared => shared.Kind).Distinct().Order()];

    /// <summary>A member that is in it, will be or was; none when it never was.</summary>
    public GroupMemberDetails? MemberOf(long memberId) => Members.Concat(Former).FirstOrDefault(row => row.MemberId == memberId);
}

/// <summary>One member of a group.</summary>
/// <param name="MemberId">The member.</param>
/// <param name="Name">Display name.</param>
/// <param name="Reference">Unique text.</param>
/// <param name="Status">Where the member stands.</param>
/// <param name="HasRight">Whether the member has the right to use something, in the time that is told of.</param>
/// <param name="Caps">How much of a kind, with what is used of it.</param>
public sealed record GroupMemberDetails(
    long MemberId, string Name, string Reference, MemberStatus Status, bool HasRight, IReadOnlyList<CapDetails> Caps)
{
    /// <summary>The benefits that the right names, by name; none means all that is shared.</summary>
    public IReadOnlyList<NamedBenefit>? Benefits { get; init; }

    /// <summary>When the member is in the group without a break: now, else next, else last.</summary>
    public required Validity InGroup { get; init; }

    /// <summary>When the terms that are told of hold; within that time, or all of it.</summary>
    public required Validity Holds { get; init; }

    /// <summary>Whether the member is in the group now.</summary>
    public required bool IsPresent { get; init; }

    /// <summary>Whether the member may use something of it now.</summary>
    public bool MayUse => IsPresent && HasRight;

    /// <summary>Whether the member may use a shared benefit now.</summary>
    public bool MayUseBenefit(long benefitId) => MayUse && (Benefits is null || Benefits.Any(benefit => benefit.Id == benefitId));

    /// <summary>The cap of a kind; none where it is not limited.</summary>
    public CapDetails? CapOf(BenefitKind kind) => Caps.FirstOrDefault(cap => cap.Kind == kind);
}

/// <summary>A benefit that a right names.</summary>
/// <param name="Id">The benefit.</param>
/// <param name="Name">What people call it.</param>
public sealed record NamedBenefit(long Id, string Name);

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

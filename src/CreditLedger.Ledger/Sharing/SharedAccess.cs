using CreditLedger.Ledger.Members;

namespace CreditLedger.Ledger.Sharing;

/// <summary>What one group lets one of its members use of its owner's credits (R13).</summary>
/// <param name="MemberId">The member.</param>
/// <param name="MemberName">That member's name; sentences about caps use it.</param>
/// <param name="GroupId">The group.</param>
/// <param name="GroupName">Its name.</param>
/// <param name="OwnerId">Whose credits are shared.</param>
/// <param name="OwnerName">That member's name.</param>
public sealed record SharedAccess(long MemberId, string MemberName, long GroupId, string GroupName, long OwnerId, string OwnerName)
{
    /// <summary>Whether the member has the right to use what is shared.</summary>
    public bool MayUse { get; init; } = true;

    /// <summary>Where the owner stands and stood: one who is not active shares nothing (R54).</summary>
    public MemberStanding Owner { get; init; } = MemberStanding.AlwaysActive;

    /// <summary>Whether what is shared is used before the member's own (R14 has own first).</summary>
    public bool SharedFirst { get; init; }

    /// <summary>The kinds that the group shares.</summary>
    public IReadOnlySet<BenefitKind> Kinds { get; init; } = new HashSet<BenefitKind>();

    /// <summary>How much of a kind; a kind without a cap is not limited.</summary>
    public IReadOnlyDictionary<BenefitKind, Cap> Caps { get; init; } = new Dictionary<BenefitKind, Cap>();

    /// <summary>Whether it opens a kind at all; the benefit must be shared as well.</summary>
    public bool Opens(BenefitKind kind) => MayUse && Kinds.Contains(kind);
}

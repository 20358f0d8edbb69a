using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Members;

namespace CreditLedger.Ledger.Sharing;

/// <summary>What one group lets one of its members use of its owner's credits, for as long as the same holds (R13).</summary>
/// <param name="MemberId">The member.</param>
/// <param name="MemberName">That member's name; sentences about caps use it.</param>
/// <param name="GroupId">The group.</param>
/// <param name="GroupName">Its name.</param>
/// <param name="OwnerId">Whose credits are shared.</param>
/// <param name="OwnerName">That member's name.</param>
public sealed record SharedAccess(long MemberId, string MemberName, long GroupId, string GroupName, long OwnerId, string OwnerName)
{
    /// <summary>When the member has this place in the group.</summary>
    public Validity Holds { get; init; } = Validity.Always;

    /// <summary>Whether the member has the right to use what is shared.</summary>
    public bool MayUse { get; init; } = true;

    /// <summary>The benefits that the right names, with their kinds; none means all that is shared.</summary>
    public IReadOnlyDictionary<long, BenefitKind>? Named { get; init; }

    /// <summary>The owner's status history: an owner who is not active shares nothing (R54).</summary>
    public MemberStanding Owner { get; init; } = MemberStanding.AlwaysActive;

    /// <summary>Whether what is shared is used before the member's own (R14 has own first).</summary>
    public bool SharedFirst { get; init; }

    /// <summary>The kinds that the group shares, and when.</summary>
    public IReadOnlyList<SharedKind> Kinds { get; init; } = [];

    /// <summary>How much of a kind; a kind without a cap is not limited.</summary>
    public IReadOnlyDictionary<BenefitKind, Cap> Caps { get; init; } = new Dictionary<BenefitKind, Cap>();

    /// <summary>Whether it opens anything of a kind at a moment; the benefit must be shared as well.</summary>
    public bool Opens(BenefitKind kind, DateTime moment) => MayUse && Holds.Contains(moment) && Owner.IsActiveAt(moment)
        && (Named is null || Named.Values.Contains(kind)) && Kinds.Any(shared => shared.Kind == kind && shared.Holds.Contains(moment));

    /// <summary>Whether it opens a benefit at a moment.</summary>
    public bool Opens(BenefitTerms benefit, DateTime moment) => Names(benefit) && Opens(benefit.Kind, moment);

    /// <summary>When it opens a benefit.</summary>
    public IEnumerable<Validity> OpeningsOf(BenefitTerms benefit) => !MayUse || !Names(benefit) ? [] : Kinds
        .Where(shared => shared.Kind == benefit.Kind).Select(shared => Holds.And(shared.Holds)).OfType<Validity>();

    private bool Names(BenefitTerms benefit) => benefit.Shared && (Named is null || Named.ContainsKey(benefit.Id));
}

/// <summary>A kind that a group shares.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Holds">When.</param>
public readonly record struct SharedKind(BenefitKind Kind, Validity Holds);

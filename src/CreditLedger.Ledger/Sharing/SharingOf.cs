using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Sharing;

/// <summary>
/// R13 for one member: whose credits may be used beside the own ones, and how much. Of several groups of the same owner the most generous
/// counts.
/// </summary>
/// <param name="memberId">The member.</param>
/// <param name="accesses">What groups let the member use; empty for most.</param>
/// <param name="uses">The member's use of others' credits, as far as caps ask.</param>
public sealed class SharingOf(long memberId, IReadOnlyList<SharedAccess> accesses, IReadOnlyList<SharedUsage> uses)
{
    /// <summary>The member.</summary>
    public long MemberId { get; } = memberId;

    /// <summary>What groups let the member use.</summary>
    public IReadOnlyList<SharedAccess> Accesses { get; } = accesses;

    /// <summary>The owners of the member's groups, whether or not they share something.</summary>
    public IEnumerable<long> Owners => Accesses.Select(access => access.OwnerId).Distinct();

    /// <summary>What is shared at a moment: an owner who is not active then shares nothing (R54).</summary>
    public SharingOf At(DateTime moment) => Accesses.All(access => access.Owner.IsActiveAt(moment)) ? this
        : new SharingOf(MemberId,
            [.. Accesses.Select(access => access.Owner.IsActiveAt(moment) ? access : access with { MayUse = false })], uses);

    /// <summary>Whether the member may use such a credit, as far as there is no cap.</summary>
    public bool Allows(CreditTerms credit) =>
        credit.OwnerId == MemberId || (credit.Benefit.Shared && Opening(credit.OwnerId, credit.Benefit.Kind).Any());

    /// <summary>
    /// Where the owner's credits of a kind stand beside the member's own: before (−1), own (0), after (1). R14, or the group's setting.
    /// </summary>
    public int Turn(long ownerId, BenefitKind kind)
    {
        if (ownerId == MemberId) return 0;
        return Opening(ownerId, kind).Any(access => access.SharedFirst) ? -1 : 1;
    }

    /// <summary>The group whose right is used for an owner's credits of a kind; none for the own or where there is none.</summary>
    public SharedAccess? Through(long ownerId, Unit unit, DateTime moment, SiteZone zone) =>
        CapOn(ownerId, unit, moment, zone)?.Access ?? Opening(ownerId, unit.Kind)
            .FirstOrDefault(access => !access.Caps.ContainsKey(unit.Kind));

    /// <summary>The cap that holds for an owner's credits of a unit at a moment; none where nothing limits.</summary>
    public CapState? CapOn(long ownerId, Unit unit, DateTime moment, SiteZone zone)
    {
        CapState? best = null;
        if (ownerId == MemberId) return best;
        foreach (var access in Opening(ownerId, unit.Kind))
        {
            if (!access.Caps.TryGetValue(unit.Kind, out var cap)) return null;
            var window = CapWindow.Of(cap.Period, moment, zone);
            var used = uses.Where(use => use.OwnerId == ownerId && use.Unit == unit && window.Contains(use.UsedAt)).Sum(use => use.Amount);
            var state = new CapState(access, cap, unit, window, used);
            if (best is null || state.Left > best.Left) best = state;
        }

        return best;
    }

    private IEnumerable<SharedAccess> Opening(long ownerId, BenefitKind kind) =>
        Accesses.Where(access => access.OwnerId == ownerId && access.Opens(kind)).OrderBy(access => access.GroupId);
}

using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Sharing;

/// <summary>
/// R13 for one member at one moment: whose credits may be used beside the own ones, and how much. Of several groups of the same owner the
/// most generous counts.
/// </summary>
/// <param name="memberId">The member.</param>
/// <param name="everAccesses">What groups let the member use at any time; empty for most.</param>
/// <param name="uses">The member's use of others' credits, as far as caps ask.</param>
/// <param name="moment">When what is used takes place: rights and caps are those that hold then.</param>
public sealed class SharingOf(
    long memberId, IReadOnlyList<SharedAccess> everAccesses, IReadOnlyList<SharedUsage> uses, DateTime moment)
{
    /// <summary>The member.</summary>
    public long MemberId { get; } = memberId;

    /// <summary>When what is used takes place.</summary>
    public DateTime Moment { get; } = moment;

    /// <summary>What groups let the member use at that moment.</summary>
    public IReadOnlyList<SharedAccess> Accesses { get; } =
        everAccesses.Count == 0 ? everAccesses : [.. everAccesses.Where(access => access.Holds.Contains(moment))];

    /// <summary>The owners of the groups that the member is in at that moment, whether or not they share something.</summary>
    public IEnumerable<long> Owners => Accesses.Select(access => access.OwnerId).Distinct();

    /// <summary>The owners of all groups that the member was, is or will be in.</summary>
    public IEnumerable<long> OwnersAtAnyTime => everAccesses.Select(access => access.OwnerId).Distinct();

    /// <summary>Whether the member may use such a credit, as far as there is no cap.</summary>
    public bool Allows(CreditTerms credit) =>
        credit.OwnerId == MemberId || Allows(credit.OwnerId, credit.Benefit);

    /// <summary>
    /// When the member may use a credit that is not shared at the moment: the next time, else the last one; none where it never is.
    /// </summary>
    public Validity? NearestTo(CreditTerms credit)
    {
        var times = everAccesses.Where(access => access.OwnerId == credit.OwnerId)
            .SelectMany(access => access.OpeningsOf(credit.Benefit)).Select(time => (Validity?)time).ToList();
        return times.Where(time => time!.Value.From > Moment).MinBy(time => time!.Value.From)
            ?? times.Where(time => time!.Value.IsOver(Moment)).MaxBy(time => time!.Value.Until);
    }

    /// <summary>What an owner and the member are called in sentences.</summary>
    public (string Member, string Owner) NamesIn(long ownerId)
    {
        var access = everAccesses.First(access => access.OwnerId == ownerId);
        return (access.MemberName, access.OwnerName);
    }

    /// <summary>
    /// Where the owner's credits of a kind stand beside the member's own: before (−1), own (0), after (1). R14, or the group's setting.
    /// </summary>
    public int Turn(long ownerId, BenefitKind kind)
    {
        if (ownerId == MemberId) return 0;
        return Opening(ownerId, kind).Any(access => access.SharedFirst) ? -1 : 1;
    }

    /// <summary>The cap that holds for an owner's credits of a unit at the moment; none where nothing limits.</summary>
    public CapState? CapOn(long ownerId, Unit unit, SiteZone zone)
    {
        CapState? best = null;
        if (ownerId == MemberId) return best;
        foreach (var access in Opening(ownerId, unit.Kind))
        {
            if (!access.Caps.TryGetValue(unit.Kind, out var cap)) return null;
            var window = CapWindow.Of(cap.Period, Moment, zone);
            var used = uses.Where(use => use.OwnerId == ownerId && use.Unit == unit && window.Contains(use.OccursAt))
                .Sum(use => use.Amount);
            var state = new CapState(access, cap, unit, window, used);
            if (best is null || state.Left > best.Left) best = state;
        }

        return best;
    }

    /// <summary>
    /// What the member may use now of what others share, per unit: a cap holds for all credits of its owner together, each unit for itself.
    /// </summary>
    /// <param name="live">What is live, by owner.</param>
    /// <param name="zone">The zone of the caps' periods.</param>
    public IReadOnlyList<RemainingAmount> Remaining(ILookup<long, LiveAmount> live, SiteZone zone)
    {
        if (Accesses.Count == 0) return [];
        return RemainingAmount.Sum(
            from owner in Owners
            where owner != MemberId
            from part in live[owner].Where(amount => Allows(owner, amount.Benefit)).GroupBy(amount => amount.Benefit.Unit)
            let isUnlimited = part.Any(amount => amount.IsUnlimited)
            let left = CapOn(owner, part.Key, zone)?.Left
            select new RemainingAmount(
                part.Key, isUnlimited && left is { } capped ? capped : Math.Min(part.Sum(amount => amount.Amount), left ?? long.MaxValue))
            { IsUnlimited = isUnlimited && left is null });
    }

    private bool Allows(long ownerId, BenefitTerms benefit) =>
        Accesses.Any(access => access.OwnerId == ownerId && access.Opens(benefit, Moment));

    private IEnumerable<SharedAccess> Opening(long ownerId, BenefitKind kind) =>
        Accesses.Where(access => access.OwnerId == ownerId && access.Opens(kind, Moment)).OrderBy(access => access.GroupId);
}

using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Members;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Bookings;

/// <summary>
/// R42: the credits that running memberships will grant by a moment to come, by their lines' amounts on today's terms and without a
/// rollover, less what is committed of them.
/// </summary>
internal sealed class AheadSupply
{
    // Later than every credit that exists (R14).
    private const long FirstId = long.MaxValue - 1_000_000;

    private readonly Dictionary<long, (MembershipRow Membership, PlanLineRow Line, GrantedPeriod Period)> _origins = [];

    private AheadSupply(IReadOnlyList<CreditState> credits) => Credits = credits;

    /// <summary>The credits to come; their numbers stand for nothing.</summary>
    public IReadOnlyList<CreditState> Credits { get; }

    /// <summary>The rows that a command needs of an owner. The lines are taken for change: an end of the membership waits (R7).</summary>
    public static IEnumerable<RowQuery> Needs(LedgerState state, long ownerId)
    {
        yield return CommitmentRow.OpenOf(ownerId);
        yield return RowQuery.Of<MembershipRow>(nameof(MembershipRow.MemberId), ownerId);
        foreach (var query in MemberStanding.Needs(ownerId)) yield return query;
        foreach (var membership in MembershipsOf(state, ownerId))
        {
            yield return RowQuery.Of<MembershipLineRow>(nameof(MembershipLineRow.MembershipId), membership.Id, forUpdate: true);
            foreach (var query in MembershipPauses.Needs(membership)) yield return query;
            foreach (var query in MembershipPlan.Needs(state, membership.PlanId, forUpdate: false)) yield return query;
        }
    }

    /// <summary>What the memberships of an owner grant.</summary>
    public static IEnumerable<long> Benefits(LedgerState state, long ownerId) =>
        MembershipsOf(state, ownerId).SelectMany(row => MembershipPlan.Benefits(state, row.PlanId));

    /// <summary>What the memberships of an owner have to be issued first.</summary>
    public static IEnumerable<LedgerCommand> Due(LedgerState state, long ownerId, LedgerRules rules, DateTime now) =>
        MembershipsOf(state, ownerId).SelectMany(row => PlanOf(state, row, rules).DueOf(row, now, Actor.Job(JobName.Issuing)));

    /// <summary>What owners will be granted by a moment.</summary>
    /// <param name="state">What the command was shown.</param>
    /// <param name="ownerIds">The owners.</param>
    /// <param name="occursAt">The moment at which the credits are to be live.</param>
    /// <param name="rules">The site's settings.</param>
    /// <param name="now">The moment of recording.</param>
    /// <param name="freed">What a booking that is decided anew gives back first.</param>
    public static AheadSupply Of(
        LedgerState state, IEnumerable<long> ownerIds, DateTime occursAt, LedgerRules rules, DateTime now, FreedCredits freed)
    {
        var credits = new List<CreditState>();
        var supply = new AheadSupply(credits);
        if (occursAt <= now) return supply;
        foreach (var ownerId in ownerIds)
        {
            if (!MemberStanding.Of(state, ownerId).IsActiveAt(now)) continue;
            foreach (var membership in MembershipsOf(state, ownerId))
            {
                foreach (var (line, period) in PlanOf(state, membership, rules).PeriodsAt(membership.Id, occursAt))
                {
                    if (period.StartsAt <= now || state.Benefit(line.BenefitId) is not { } benefit) continue;
                    var credit = CreditOf(
                        benefit, membership, MembershipPlan.Find(state, membership.PlanId)!.Name, period, FirstId + credits.Count, now);
                    credit.Commit(state.CommitmentsOf(ownerId)
                        .Where(row => row.IsOn(membership.Id, line.Id, period.Number)).Sum(freed.StillCommitted));
                    supply._origins.Add(credit.Terms.Id, (membership, line, period));
                    credits.Add(credit);
                }
            }
        }

        return supply;
    }

    /// <summary>What a credit gives, as a commitment: of one to come, or of one that exists and is not live yet.</summary>
    public CommitmentRow Commit(CreditState credit, long amount, long usedById, DateTime occursAt, DateTime now)
    {
        var row = new CommitmentRow
        {
            OwnerId = credit.Terms.OwnerId,
            UsedById = usedById,
            OccursAt = occursAt,
            BenefitId = credit.Terms.Benefit.Id,
            Amount = amount,
            DueAt = credit.Terms.StartsAt,
            RecordedAt = now,
        };
        return _origins.TryGetValue(credit.Terms.Id, out var origin)
            ? row with { MembershipId = origin.Membership.Id, PlanLineId = origin.Line.Id, Period = origin.Period.Number }
            : row with { CreditId = credit.Terms.Id };
    }

    // It counts as given now: what it will hold is known.
    private static CreditState CreditOf(
        BenefitTerms benefit, MembershipRow membership, string planName, GrantedPeriod period, long id, DateTime now)
    {
        var row = new CreditRow
        {
            Id = id,
            OwnerId = membership.MemberId,
            BenefitId = benefit.Id,
            BenefitKind = benefit.Kind,
            Amount = period.Terms.Amount,
            Unlimited = period.Terms.IsUnlimited,
            StartsAt = period.StartsAt,
            ExpiresAt = period.EndsAt,
            Priority = benefit.Priority,
            Source = CreditSource.Plan,
            SourceName = planName,
            RecordedAt = period.StartsAt,
        };
        return new CreditState(
            new CreditTerms(row, benefit), BalanceHistory.FromEntries([(now, period.Terms.Amount)]), new CreditSums());
    }

    private static IReadOnlyList<MembershipRow> MembershipsOf(LedgerState state, long ownerId) =>
        state.Related.Rows<MembershipRow>(nameof(MembershipRow.MemberId), ownerId);

    internal static MembershipPlan PlanOf(LedgerState state, MembershipRow row, LedgerRules rules) => new(
        state, MembershipPlan.Find(state, row.PlanId)!, row.StartsOn, row.EndsAt, rules.Zone, MembershipPauses.Of(state, row));
}

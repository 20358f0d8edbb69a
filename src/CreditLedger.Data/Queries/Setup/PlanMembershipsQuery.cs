using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Queries.Setup;

/// <summary>
/// A plan's memberships that have not ended, by their first day and their end: IX_Memberships_PlanId alone, one row per day however many
/// there are.
/// </summary>
public sealed class PlanMembershipsQuery(LedgerDbContext db)
{
    /// <summary>In no order.</summary>
    public async Task<IReadOnlyList<RunningMemberships>> RunAsync(long planId, DateTime now, CancellationToken cancellationToken) =>
        await db.Memberships.Where(membership => membership.PlanId == planId && (membership.EndsAt == null || membership.EndsAt > now))
            .GroupBy(membership => new { membership.StartsOn, membership.EndsAt })
            .Select(day => new RunningMemberships(day.Key.StartsOn, day.Key.EndsAt, day.Count()))
            .ToListAsync(cancellationToken);
}

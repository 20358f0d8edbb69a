using CreditLedger.Data.Model;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>
/// What memberships grant next (R25, R26): the issuing's own schedule and rule, asked ahead. By the primary key of MembershipLines, and
/// UX_MembershipCredits_R25_OncePerPeriod for what remains of the period that runs.
/// </summary>
public sealed class RenewalsQuery(LedgerDbContext db, PlanSupplyQuery plans, SiteZone zone)
{
    /// <summary>The next period of each line of some memberships, soonest first.</summary>
    public async Task<ILookup<long, Renewal>> RunAsync(IReadOnlyCollection<long> membershipIds, CancellationToken cancellationToken)
    {
        if (membershipIds.Count == 0) return Array.Empty<Renewal>().ToLookup(renewal => renewal.MembershipId);
        var standing = await (
            from line in db.MembershipLines
            join membership in db.Memberships on line.MembershipId equals membership.Id
            where membershipIds.Contains(line.MembershipId) && line.NextStartsAt < CreditBalance.Never
            select new
            {
                line.MembershipId,
                line.PlanLineId,
                line.NextPeriod,
                membership.StartsOn,
                membership.EndsAt,
                membership.PauseCount,
            }).ToListAsync(cancellationToken);
        var lines = await plans.LinesAsync([.. standing.Select(line => line.PlanLineId).Distinct()], cancellationToken);
        var pauses = await db.PausesOfAsync(
            [.. standing.Where(line => line.PauseCount > 0).Select(line => line.MembershipId).Distinct()], cancellationToken);
        var remaining = await RemainingAsync(membershipIds, cancellationToken);
        return standing
            .Select(at => (At: at, Next: SupplyForecast.Of(
                lines[at.PlanLineId].Schedule(at.StartsOn, at.EndsAt, zone, pauses.GetValueOrDefault(at.MembershipId)), at.NextPeriod,
                remaining.TryGetValue((at.MembershipId, at.PlanLineId), out var left) ? left : null).FirstOrDefault()))
            .Where(row => row.Next is not null)
            .Select(row => new Renewal(row.At.MembershipId, lines[row.At.PlanLineId], row.Next!))
            .OrderBy(renewal => renewal.Forecast.Period.StartsAt).ThenBy(renewal => renewal.Line.PlanLineId)
            .ToLookup(renewal => renewal.MembershipId);
    }

    // What remains now of the period before the next one.
    private async Task<Dictionary<(long MembershipId, long PlanLineId), long>> RemainingAsync(IReadOnlyCollection<long> membershipIds,
        CancellationToken cancellationToken)
    {
        var issued = await (
            from line in db.MembershipLines
            join granted in db.MembershipCredits on new { line.MembershipId, line.PlanLineId, Period = line.NextPeriod - 1 } equals new
            { granted.MembershipId, granted.PlanLineId, granted.Period }
            where membershipIds.Contains(line.MembershipId)
            select new { granted.MembershipId, granted.PlanLineId, granted.CreditId }).ToListAsync(cancellationToken);
        if (issued.Count == 0) return [];
        var ids = issued.ConvertAll(row => row.CreditId);
        var balances = await db.Credits.Where(credit => ids.Contains(credit.Id)).Figures()
            .Select(figures => new { figures.Id, figures.Balance })
            .ToDictionaryAsync(row => row.Id, row => row.Balance, cancellationToken);
        return issued.GroupBy(row => (row.MembershipId, row.PlanLineId))
            .ToDictionary(line => line.Key, line => line.Sum(row => balances[row.CreditId]));
    }
}

/// <summary>Pauses of memberships. The primary key of MembershipPauses.</summary>
internal static class PausesOfMemberships
{
    /// <summary>By membership; those without any are left out.</summary>
    public static async Task<Dictionary<long, MembershipPauses>> PausesOfAsync(
        this LedgerDbContext db, IReadOnlyCollection<long> membershipIds, CancellationToken cancellationToken) =>
        membershipIds.Count == 0 ? [] : (await db.MembershipPauses.Where(row => membershipIds.Contains(row.MembershipId))
            .ToListAsync(cancellationToken)).GroupBy(row => row.MembershipId).ToDictionary(of => of.Key, of => new MembershipPauses(of));
}

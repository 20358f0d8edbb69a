using CreditLedger.Data;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Credits;

/// <summary>Reads a page of the list of all credits, and what it can be filtered by.</summary>
public sealed class GetCreditsPage(LedgerDbContext db, CreditListQuery credits, TimeProvider clock, SiteZone zone)
{
    private const int PageSize = 50;

    /// <summary>The page.</summary>
    public async Task<CreditsPage> RunAsync(CreditListState state, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var list = await credits.RunAsync(state.Filter(zone, now), state.Position, PageSize, now, cancellationToken);
        var benefits = await GrantableBenefit.Query(db).ToListAsync(cancellationToken);
        var plans = await db.Plans.OrderBy(plan => plan.SortName).Select(plan => new PlanChoice(plan.Id, plan.Name))
            .ToListAsync(cancellationToken);
        return new CreditsPage(state, list, benefits, plans);
    }
}

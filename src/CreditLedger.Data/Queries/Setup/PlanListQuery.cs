using CreditLedger.Data.Model;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Setup;

/// <summary>One row of the list of plans.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
/// <param name="ArchivedAt">Since when it is no longer assigned.</param>
/// <param name="Lines">What it grants now.</param>
/// <param name="Running">Memberships that have not ended.</param>
public sealed record PlanRow(long Id, string Name, DateTime? ArchivedAt, IReadOnlyList<PlanLineDetails> Lines, int Running);

/// <summary>The list of plans by name, along UX_Plans_SortName.</summary>
public sealed class PlanListQuery(LedgerDbContext db)
{
    /// <summary>One page.</summary>
    public async Task<CatalogueList<PlanRow>> RunAsync(CatalogueFilter filter, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var matching = Matching(filter);
        var anchor = position.Id == 0
            ? null
            : await db.Plans.Where(plan => plan.Id == position.Id).Select(plan => plan.SortName).FirstOrDefaultAsync(cancellationToken);
        var page = await Keyset.ReadAsync<Plan, string>(position, anchor, pageSize,
            (forward, beyond, take) => Ordered(matching, forward, beyond).Take(take).ToListAsync(cancellationToken));
        var ids = page.Rows.Select(plan => plan.Id).ToList();
        var lines = await PlanLineReading.OfPlansAsync(db, ids, cancellationToken);
        var running = await PlanLineReading.RunningAsync(db, ids, now, cancellationToken);
        var total = await matching.CountUpToAsync(CatalogueCount.Limit, cancellationToken);
        return new CatalogueList<PlanRow>(
            page.With<PlanRow>([.. page.Rows.Select(plan => new PlanRow(
                plan.Id, plan.Name, plan.ArchivedAt, [.. lines[plan.Id].Where(line => !line.IsEnded)], running.GetValueOrDefault(plan.Id)))]),
            total,
            total.Value > 0 || await db.Plans.AnyAsync(cancellationToken));
    }

    private IQueryable<Plan> Matching(CatalogueFilter filter)
    {
        var plans = db.Plans.AsNoTracking().Where(plan => (plan.ArchivedAt != null) == filter.IsArchived);
        if (SearchText.Fold(filter.Search ?? "") is not { Length: > 0 } typed) return plans;
        var end = CatalogueCount.EndOf(typed);
        return plans.Where(plan => string.Compare(plan.SortName, typed) >= 0 && string.Compare(plan.SortName, end) < 0);
    }

    private static IQueryable<Plan> Ordered(IQueryable<Plan> plans, bool forward, string? beyond) => (forward, beyond) switch
    {
        (true, null) => plans.OrderBy(plan => plan.SortName),
        (false, null) => plans.OrderByDescending(plan => plan.SortName),
        (true, _) => plans.Where(plan => string.Compare(plan.SortName, beyond) > 0).OrderBy(plan => plan.SortName),
        (false, _) => plans.Where(plan => string.Compare(plan.SortName, beyond) < 0).OrderByDescending(plan => plan.SortName),
    };
}

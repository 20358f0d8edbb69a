using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>Plans as memberships see them. Primary keys, IX_PlanLines_PlanId, and for the choice UX_Plans_SortName.</summary>
public sealed class PlanSupplyQuery(LedgerDbContext db)
{
    private const int MaxChoices = 500;

    /// <summary>Plans that may be assigned, by name.</summary>
    public async Task<IReadOnlyList<SupplyChoice>> ChoicesAsync(CancellationToken cancellationToken) => await db.Plans.Where(
        plan => plan.ArchivedAt == null)
        .OrderBy(plan => plan.SortName).Take(MaxChoices).Select(plan => new SupplyChoice(plan.Id, plan.Name))
        .ToListAsync(cancellationToken);

    /// <summary>Products that may be sold, by name. UX_Products_SortName.</summary>
    public async Task<IReadOnlyList<SupplyChoice>> ProductChoicesAsync(CancellationToken cancellationToken) => await db.Products.Where(
        product => product.ArchivedAt == null)
        .OrderBy(product => product.SortName).Take(MaxChoices).Select(product => new SupplyChoice(product.Id, product.Name))
        .ToListAsync(cancellationToken);

    /// <summary>Lines with their terms, by key.</summary>
    internal async Task<Dictionary<long, SupplyLine>> LinesAsync(IReadOnlyCollection<long> planLineIds, CancellationToken cancellationToken)
    {
        if (planLineIds.Count == 0) return [];
        var lines = await db.PlanLines.Where(line => planLineIds.Contains(line.Id))
            .Select(line => new { line.Id, line.BenefitId, line.Benefit!.Name, line.Benefit.Kind, line.Benefit.Currency, line.Period })
            .ToListAsync(cancellationToken);
        var terms = (await db.PlanLineTerms.Where(row => planLineIds.Contains(row.PlanLineId)).ToListAsync(cancellationToken))
            .ToLookup(row => row.PlanLineId);
        return lines.ToDictionary(
            line => line.Id,
            line => new SupplyLine(
                line.Id, line.BenefitId, line.Name, Unit.Of(line.Kind, line.Currency), line.Period,
                [.. terms[line.Id]
                    .Select(row => row.ToRule())]));
    }
}

/// <summary>A plan or product to choose.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
public sealed record SupplyChoice(long Id, string Name);

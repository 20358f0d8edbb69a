using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries.Setup;

/// <summary>A benefit with its services and what grants it.</summary>
/// <param name="Benefit">The row with its links.</param>
/// <param name="Plans">The plans that grant it now.</param>
/// <param name="Products">The products that grant it.</param>
public sealed record BenefitDetails(Benefit Benefit, IReadOnlyList<CatalogueLink> Plans, IReadOnlyList<CatalogueLink> Products)
{
    /// <summary>What it is counted in.</summary>
    public Unit Unit => Unit.Of(Benefit.Kind, Benefit.Currency);
}

/// <summary>One benefit by its key; what grants it by IX_PlanLines_BenefitId and IX_ProductLines_BenefitId.</summary>
public sealed class BenefitQuery(LedgerDbContext db)
{
    /// <summary>The benefit, if there is one.</summary>
    public async Task<BenefitDetails?> RunAsync(long benefitId, CancellationToken cancellationToken)
    {
        if (await db.Benefits.FirstOrDefaultAsync(benefit => benefit.Id == benefitId, cancellationToken) is not { } benefit) return null;
        foreach (var link in await db.BenefitServices.Where(link => link.BenefitId == benefitId).ToListAsync(cancellationToken))
            benefit.Services.Add(link);
        var planIds = await db.PlanLines.Where(line => line.BenefitId == benefitId).Select(line => line.PlanId).Distinct()
            .ToListAsync(cancellationToken);
        var lines = await PlanLineReader.OfPlansAsync(db, planIds, cancellationToken);
        var granting = planIds.Where(id => lines[id].Any(line => line.BenefitId == benefitId && !line.IsEnded)).ToList();
        var plans = await db.Plans.Where(plan => granting.Contains(plan.Id)).Select(plan => new CatalogueLink(plan.Id, plan.Name))
            .ToListAsync(cancellationToken);
        var productIds = db.ProductLines.Where(line => line.BenefitId == benefitId).Select(line => line.ProductId);
        var products = await db.Products.Where(product => productIds.Contains(product.Id))
            .Select(product => new CatalogueLink(product.Id, product.Name)).ToListAsync(cancellationToken);
        return new BenefitDetails(benefit, Sorted(plans), Sorted(products));
    }

    private static List<CatalogueLink> Sorted(List<CatalogueLink> links) =>
        [.. links.OrderBy(link => link.Name, StringComparer.OrdinalIgnoreCase)];
}

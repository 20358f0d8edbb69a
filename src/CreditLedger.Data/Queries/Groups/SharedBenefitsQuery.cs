namespace CreditLedger.Data.Queries.Groups;

/// <summary>A benefit that groups may share.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">What it counts.</param>
/// <param name="IsShared">Whether it is marked as shared and still in use.</param>
public sealed record SharedBenefit(long Id, string Name, BenefitKind Kind, bool IsShared);

/// <summary>The benefits of the catalogue, which is small, and whether groups may share them (R13).</summary>
public sealed class SharedBenefitsQuery(LedgerDbContext db)
{
    /// <summary>All, by kind and name.</summary>
    public async Task<IReadOnlyList<SharedBenefit>> RunAsync(CancellationToken cancellationToken)
    {
        var benefits = await db.Benefits
            .Select(benefit => new SharedBenefit(
                benefit.Id, benefit.Name, benefit.Kind, benefit.Shared && benefit.ArchivedAt == null))
            .ToListAsync(cancellationToken);
        return [.. benefits.OrderBy(benefit => benefit.Kind).ThenBy(benefit => benefit.Name, StringComparer.OrdinalIgnoreCase)];
    }
}

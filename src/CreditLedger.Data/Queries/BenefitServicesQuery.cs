using System.Globalization;

namespace CreditLedger.Data.Queries;

/// <summary>A service that a benefit is good for.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
public sealed record CoveredService(long Id, string Name);

/// <summary>The services that benefits are limited to; a benefit without a row is good for all. Primary key of BenefitServices.</summary>
public sealed class BenefitServicesQuery(LedgerDbContext db)
{
    // "Desk 2" before "Desk 10".
    private static readonly StringComparer ByNumber = StringComparer.Create(
        CultureInfo.InvariantCulture, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    /// <summary>By benefit, in order of name.</summary>
    public async Task<ILookup<long, CoveredService>> RunAsync(IReadOnlyCollection<long> benefitIds, CancellationToken cancellationToken)
    {
        var links = await db.BenefitServices
            .Where(link => benefitIds.Contains(link.BenefitId))
            .Select(link => new { link.BenefitId, link.ServiceId, link.Service!.Name })
            .ToListAsync(cancellationToken);
        return links
            .OrderBy(link => link.Name, ByNumber).ThenBy(link => link.ServiceId)
            .ToLookup(link => link.BenefitId, link => new CoveredService(link.ServiceId, link.Name));
    }
}

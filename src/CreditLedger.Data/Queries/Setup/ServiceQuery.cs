using System.Globalization;
using CreditLedger.Data.Model;

namespace CreditLedger.Data.Queries.Setup;

/// <summary>A service and what names it.</summary>
/// <param name="Service">The row.</param>
/// <param name="Benefits">Names of the benefits that are limited to it, by name.</param>
public sealed record ServiceDetails(Service Service, IReadOnlyList<CatalogueLink> Benefits)
{
    /// <summary>What it costs in credits (R47), as a form shows it: "Mon-Fri 09:00-17:00 MEETING 2".</summary>
    public IReadOnlyList<string> Rates { get; init; } = [];
}

/// <summary>Another row that has to do with one.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">What people call it.</param>
public sealed record CatalogueLink(long Id, string Name);

/// <summary>One service by its key; what names it from BenefitServices, as many rows as the catalogue has links.</summary>
public sealed class ServiceQuery(LedgerDbContext db)
{
    /// <summary>The service, if there is one.</summary>
    public async Task<ServiceDetails?> RunAsync(long serviceId, CancellationToken cancellationToken)
    {
        if (await db.Services.FirstOrDefaultAsync(service => service.Id == serviceId, cancellationToken) is not { } service) return null;
        var benefits = await db.Benefits.Where(
            benefit => benefit.ArchivedAt == null && benefit.Services.Any(link => link.ServiceId == serviceId))
            .Select(benefit => new CatalogueLink(benefit.Id, benefit.Name)).ToListAsync(cancellationToken);
        var rates = await (
            from rate in db.ServiceRates
            join benefit in db.Benefits on rate.BenefitId equals benefit.Id
            where rate.ServiceId == serviceId
            orderby rate.Position
            select new { Rate = rate, benefit.Reference }).ToListAsync(cancellationToken);
        return new ServiceDetails(service, [.. benefits.OrderBy(benefit => benefit.Name, StringComparer.OrdinalIgnoreCase)])
        {
            Rates = [.. rates.Select(row => string.Create(
                CultureInfo.InvariantCulture, $"{row.Rate.Window} {row.Reference} {row.Rate.Units}"))],
        };
    }

    /// <summary>The benefits by reference, for rates.</summary>
    public async Task<IReadOnlyDictionary<string, long>> BenefitsAsync(CancellationToken cancellationToken) =>
        await db.Benefits.Where(benefit => benefit.ArchivedAt == null).Select(benefit => new { benefit.Reference, benefit.Id })
            .ToDictionaryAsync(benefit => benefit.Reference, benefit => benefit.Id, StringComparer.OrdinalIgnoreCase, cancellationToken);
}

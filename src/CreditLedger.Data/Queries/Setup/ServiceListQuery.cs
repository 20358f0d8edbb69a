using CreditLedger.Data.Model;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Setup;

/// <summary>The list of services by reference, along UX_Services_Reference.</summary>
public sealed class ServiceListQuery(LedgerDbContext db)
{
    /// <summary>One page.</summary>
    public async Task<CatalogueList<Service>> RunAsync(CatalogueFilter filter, PagePosition position, int pageSize, CancellationToken cancellationToken)
    {
        var matching = Matching(filter);
        var anchor = position.Id == 0
            ? null
            : await db.Services.Where(service => service.Id == position.Id).Select(service => service.Reference).FirstOrDefaultAsync(cancellationToken);
        var page = await Keyset.ReadAsync<Service, string>(position, anchor, pageSize,
            (forward, beyond, take) => Ordered(matching, forward, beyond).Take(take).ToListAsync(cancellationToken));
        var total = await matching.CountUpToAsync(CatalogueCount.Limit, cancellationToken);
        return new CatalogueList<Service>(page, total, total.Value > 0 || await db.Services.AnyAsync(cancellationToken));
    }

    // References are compared exactly, and most are written in capitals.
    private IQueryable<Service> Matching(CatalogueFilter filter)
    {
        var services = db.Services.AsNoTracking().Where(service => (service.ArchivedAt != null) == filter.IsArchived);
        if (filter.Search?.Trim() is not { Length: > 0 } typed) return services;
        var capitals = typed.ToUpperInvariant();
        return services.Where(service => service.Reference.StartsWith(typed) || service.Reference.StartsWith(capitals) || service.Name.StartsWith(typed));
    }

    private static IQueryable<Service> Ordered(IQueryable<Service> services, bool forward, string? beyond) => (forward, beyond) switch
    {
        (true, null) => services.OrderBy(service => service.Reference),
        (false, null) => services.OrderByDescending(service => service.Reference),
        (true, _) => services.Where(service => string.Compare(service.Reference, beyond) > 0).OrderBy(service => service.Reference),
        (false, _) => services.Where(service => string.Compare(service.Reference, beyond) < 0).OrderByDescending(service => service.Reference),
    };
}

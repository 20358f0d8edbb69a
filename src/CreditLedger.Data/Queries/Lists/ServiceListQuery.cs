using CreditLedger.Data.Model;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>The services by reference, along UX_Services_Reference.</summary>
public sealed class ServiceListQuery(LedgerDbContext db) : CatalogueListQuery<Service, Service>(db.Services, "Reference")
{
    /// <inheritdoc />
    public override long IdOf(Service row) => row.Id;

    private protected override async Task<IReadOnlyList<Service>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var services = await db.Services.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        return [.. ids.Where(services.ContainsKey).Select(id => services[id])];
    }
}

namespace CreditLedger.Data.Queries.Setup;

/// <summary>How much of one catalogue there is.</summary>
/// <param name="InUse">Rows that are offered.</param>
/// <param name="Archived">Rows that are not any more.</param>
public sealed record CatalogueCounts(int InUse, int Archived);

/// <summary>How much there is of each.</summary>
public sealed record AllCatalogueCounts(CatalogueCounts Benefits, CatalogueCounts Services, CatalogueCounts Plans,
    CatalogueCounts Products);

/// <summary>Counts the catalogues: tens of rows each, by their primary keys.</summary>
public sealed class CatalogueCountsQuery(LedgerDbContext db)
{
    /// <summary>All of them.</summary>
    public async Task<AllCatalogueCounts> RunAsync(CancellationToken cancellationToken) => new(
        await CountAsync(db.Benefits.Select(benefit => benefit.ArchivedAt), cancellationToken),
        await CountAsync(db.Services.Select(service => service.ArchivedAt), cancellationToken),
        await CountAsync(db.Plans.Select(plan => plan.ArchivedAt), cancellationToken),
        await CountAsync(db.Products.Select(product => product.ArchivedAt), cancellationToken));

    private static async Task<CatalogueCounts> CountAsync(IQueryable<DateTime?> archivedAt, CancellationToken cancellationToken)
    {
        var archived = await archivedAt.CountAsync(moment => moment != null, cancellationToken);
        return new CatalogueCounts(await archivedAt.CountAsync(cancellationToken) - archived, archived);
    }
}

using CreditLedger.Data.Model;
using Microsoft.EntityFrameworkCore;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Setup;

/// <summary>One row of the list of products.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Lines">What it grants.</param>
/// <param name="Sold">How often it was sold.</param>
public sealed record ProductRow(long Id, string Name, IReadOnlyList<ProductLineDetails> Lines, int Sold);

/// <summary>The list of products by name, along UX_Products_SortName.</summary>
public sealed class ProductListQuery(LedgerDbContext db)
{
    /// <summary>One page.</summary>
    public async Task<CatalogueList<ProductRow>> RunAsync(CatalogueFilter filter, PagePosition position, int pageSize, CancellationToken cancellationToken)
    {
        var matching = Matching(filter);
        var anchor = position.Id == 0
            ? null
            : await db.Products.Where(product => product.Id == position.Id).Select(product => product.SortName).FirstOrDefaultAsync(cancellationToken);
        var page = await Keyset.ReadAsync<Product, string>(position, anchor, pageSize,
            (forward, beyond, take) => Ordered(matching, forward, beyond).Take(take).ToListAsync(cancellationToken));
        var ids = page.Rows.Select(product => product.Id).ToList();
        var lines = await ProductLineReading.OfProductsAsync(db, ids, cancellationToken);
        var sold = await ProductLineReading.SoldAsync(db, ids, cancellationToken);
        var total = await matching.CountUpToAsync(CatalogueCount.Limit, cancellationToken);
        return new CatalogueList<ProductRow>(
            page.With<ProductRow>([.. page.Rows.Select(product => new ProductRow(product.Id, product.Name, [.. lines[product.Id]], sold.GetValueOrDefault(product.Id)))]),
            total,
            total.Value > 0 || await db.Products.AnyAsync(cancellationToken));
    }

    private IQueryable<Product> Matching(CatalogueFilter filter)
    {
        var products = db.Products.AsNoTracking().Where(product => (product.ArchivedAt != null) == filter.IsArchived);
        if (SearchText.Fold(filter.Search ?? "") is not { Length: > 0 } typed) return products;
        var end = CatalogueCount.EndOf(typed);
        return products.Where(product => string.Compare(product.SortName, typed) >= 0 && string.Compare(product.SortName, end) < 0);
    }

    private static IQueryable<Product> Ordered(IQueryable<Product> products, bool forward, string? beyond) => (forward, beyond) switch
    {
        (true, null) => products.OrderBy(product => product.SortName),
        (false, null) => products.OrderByDescending(product => product.SortName),
        (true, _) => products.Where(product => string.Compare(product.SortName, beyond) > 0).OrderBy(product => product.SortName),
        (false, _) => products.Where(product => string.Compare(product.SortName, beyond) < 0).OrderByDescending(product => product.SortName),
    };
}

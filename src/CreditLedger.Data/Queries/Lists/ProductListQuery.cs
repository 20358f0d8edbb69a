using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>One row of the list of products.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Lines">What it grants.</param>
/// <param name="Sold">How often it was sold.</param>
public sealed record ProductSummary(long Id, string Name, IReadOnlyList<ProductLineDetails> Lines, int Sold);

/// <summary>The products by name, along UX_Products_SortName.</summary>
public sealed class ProductListQuery(LedgerDbContext db) : CatalogueListQuery<Product, ProductSummary>(db.Products, "SortName")
{
    /// <inheritdoc />
    public override long IdOf(ProductSummary row) => row.Id;

    private protected override async Task<IReadOnlyList<ProductSummary>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var names = await db.Products.Where(product => ids.Contains(product.Id)).Select(product => new { product.Id, product.Name })
            .ToDictionaryAsync(product => product.Id, product => product.Name, cancellationToken);
        var lines = await ProductLineReader.OfProductsAsync(db, ids, cancellationToken);
        var sold = await ProductLineReader.SoldAsync(db, ids, cancellationToken);
        return
        [
            .. ids.Where(names.ContainsKey)
                .Select(id => new ProductSummary(id, names[id], [.. lines[id]], sold.GetValueOrDefault(id))),
        ];
    }
}

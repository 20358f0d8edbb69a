using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Queries.Setup;

/// <summary>A product's line.</summary>
/// <param name="BenefitId">What it grants.</param>
/// <param name="BenefitName">What people call that.</param>
/// <param name="IsBenefitArchived">Whether no new line may grant it.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Terms">How much, and for how long.</param>
public sealed record ProductLineDetails(long BenefitId, string BenefitName, bool IsBenefitArchived, Unit Unit, ProductTerms Terms);

/// <summary>A product with its lines.</summary>
public sealed record ProductDetails
{
    /// <summary>Database key.</summary>
    public required long Id { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>For staff.</summary>
    public required string? Description { get; init; }

    /// <summary>Since when it is no longer sold.</summary>
    public required DateTime? ArchivedAt { get; init; }

    /// <summary>How often it was sold.</summary>
    public required int Sold { get; init; }

    /// <summary>What it grants, in order.</summary>
    public required IReadOnlyList<ProductLineDetails> Lines { get; init; }

    /// <summary>What an edit names that is begun on it.</summary>
    public required int Version { get; init; }
}

/// <summary>One product by its key; its lines by IX_ProductLines_ProductId, its sales by IX_Sales_ProductId.</summary>
public sealed class ProductQuery(LedgerDbContext db)
{
    /// <summary>The product, if there is one.</summary>
    public async Task<ProductDetails?> RunAsync(long productId, CancellationToken cancellationToken)
    {
        if (await db.Products.FirstOrDefaultAsync(product => product.Id == productId, cancellationToken) is not { } product) return null;
        var lines = await ProductLineReader.OfProductsAsync(db, [productId], cancellationToken);
        var sold = await ProductLineReader.SoldAsync(db, [productId], cancellationToken);
        return new ProductDetails
        {
            Id = product.Id,
            Name = product.Name,
            Description = product.Description,
            ArchivedAt = product.ArchivedAt,
            Version = product.Version,
            Sold = sold.GetValueOrDefault(productId),
            Lines = [.. lines[productId]],
        };
    }
}

internal static class ProductLineReader
{
    /// <summary>The lines of products in their order: IX_ProductLines_ProductId.</summary>
    public static async Task<ILookup<long, ProductLineDetails>> OfProductsAsync(LedgerDbContext db, IReadOnlyCollection<long> productIds,
        CancellationToken cancellationToken)
    {
        var lines = await db.ProductLines.Where(line => productIds.Contains(line.ProductId))
            .Select(line => new
            {
                line.Id,
                line.ProductId,
                line.Position,
                line.BenefitId,
                line.Benefit!.Name,
                line.Benefit.Kind,
                line.Benefit.Currency,
                IsArchived = line.Benefit.ArchivedAt != null,
                line.Amount,
                line.ValidDays,
                line.ValidUntil,
                line.PaidAmount,
                line.PaidCurrency,
            })
            .ToListAsync(cancellationToken);
        return lines.OrderBy(line => line.Position).ThenBy(line => line.Id).ToLookup(line => line.ProductId, line => new ProductLineDetails(
            line.BenefitId, line.Name, line.IsArchived, Unit.Of(line.Kind, line.Currency),
            new ProductTerms(line.Amount, line.ValidDays, line.ValidUntil)
            { Paid = Allocation.Of(line.PaidAmount, line.PaidCurrency) }));
    }

    /// <summary>How often products were sold: IX_Sales_ProductId.</summary>
    public static async Task<IReadOnlyDictionary<long, int>> SoldAsync(LedgerDbContext db, IReadOnlyCollection<long> productIds,
        CancellationToken cancellationToken)
    {
        var counts = await db.Sales.Where(sale => productIds.Contains(sale.ProductId))
            .GroupBy(sale => sale.ProductId).Select(product => new { product.Key, Count = product.Count() })
            .ToListAsync(cancellationToken);
        return counts.ToDictionary(product => product.Key, product => product.Count);
    }
}

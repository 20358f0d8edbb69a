using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Model;

/// <summary>A product with its lines.</summary>
public sealed record Product : ProductRow
{
    /// <summary>What it grants. May be changed: credits of earlier sales keep their terms.</summary>
    public ICollection<ProductLine> Lines { get; } = [];
}

/// <summary>A product's line with what it refers to.</summary>
public sealed record ProductLine : ProductLineRow
{
    /// <summary>The benefit itself.</summary>
    public Benefit? Benefit { get; init; }
}

/// <summary>A sale with what it refers to. Written by <c>LedgerStore</c> alone.</summary>
public sealed record Sale : SaleRow
{
    /// <summary>The posting itself.</summary>
    public Posting? Posting { get; init; }

    /// <summary>The product itself.</summary>
    public Product? Product { get; init; }
}

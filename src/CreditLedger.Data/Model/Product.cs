namespace CreditLedger.Data.Model;

/// <summary>Grants benefits once, when sold (R29). Archived, never deleted.</summary>
public sealed class Product
{
    /// <summary>Database key.</summary>
    public long Id { get; set; }

    /// <summary>Display name, 1 to 200 characters; what credits name as their source.</summary>
    public required string Name { get; set; }

    /// <summary><see cref="Name"/> folded (<see cref="SearchText.Fold"/>): the order of lists, and unique.</summary>
    public required string SortName { get; set; }

    /// <summary>For staff, up to 500 characters.</summary>
    public string? Description { get; set; }

    /// <summary>Since when it is no longer sold.</summary>
    public DateTime? ArchivedAt { get; set; }

    /// <summary>What it grants. May be changed: credits of earlier sales keep their terms.</summary>
    public ICollection<ProductLine> Lines { get; } = [];
}

/// <summary>One benefit that a product grants, and for how long.</summary>
public sealed class ProductLine
{
    /// <summary>Database key.</summary>
    public long Id { get; set; }

    /// <summary>The product.</summary>
    public long ProductId { get; set; }

    /// <summary>What it grants.</summary>
    public long BenefitId { get; set; }

    /// <summary>The benefit itself.</summary>
    public Benefit? Benefit { get; set; }

    /// <summary>Amount in the smallest unit (R1), above zero.</summary>
    public long Amount { get; set; }

    /// <summary>Place among the product's lines, from 1.</summary>
    public int Position { get; set; }

    /// <summary>Local days from the day of sale on, 1 or more; none when <see cref="ValidUntil"/> is given or it never expires.</summary>
    public int? ValidDays { get; set; }

    /// <summary>The last local day; none when <see cref="ValidDays"/> is given or it never expires.</summary>
    public DateOnly? ValidUntil { get; set; }
}

/// <summary>A sale with what it refers to. Written by <c>LedgerStore</c> alone.</summary>
public sealed record Sale : CreditLedger.Ledger.Supply.SaleRow
{
    /// <summary>The posting itself.</summary>
    public Posting? Posting { get; init; }

    /// <summary>The product itself.</summary>
    public Product? Product { get; init; }
}

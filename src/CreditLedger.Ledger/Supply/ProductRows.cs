using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Supply;

/// <summary>Grants benefits once, when sold (R29). Archived, never deleted.</summary>
public record ProductRow : VersionedRow, IVersionedRow<ProductRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<ProductRow> Table { get; } = new(
        "Products",
        Column.Of((ProductRow row) => row.Id, key: true),
        Column.Of((ProductRow row) => row.Name, length: MaxNameLength),
        Column.Of((ProductRow row) => row.SortName, length: MaxNameLength, exact: true),
        Column.Of((ProductRow row) => row.Description, length: 500),
        Column.Of((ProductRow row) => row.ArchivedAt),
        Column.Of((ProductRow row) => row.Version));

    /// <inheritdoc />
    public static string Noun => "product";

    /// <summary>The name folded: the order of lists, and unique.</summary>
    public string SortName { get; init; } = "";

    /// <summary>For staff, up to 500 characters.</summary>
    public string? Description { get; init; }
}

/// <summary>One benefit that a product grants, and for how long (R29).</summary>
public record ProductLineRow : ILedgerRow<ProductLineRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<ProductLineRow> Table { get; } = new(
        "ProductLines",
        Column.Of((ProductLineRow row) => row.Id, key: true),
        Column.Of((ProductLineRow row) => row.ProductId),
        Column.Of((ProductLineRow row) => row.BenefitId),
        Column.Of((ProductLineRow row) => row.Amount),
        Column.Of((ProductLineRow row) => row.Position),
        Column.Of((ProductLineRow row) => row.ValidDays),
        Column.Of((ProductLineRow row) => row.ValidUntil),
        Column.Of((ProductLineRow row) => row.PaidAmount),
        Column.Of((ProductLineRow row) => row.PaidCurrency, length: 3, exact: true));

    /// <summary>Database key.</summary>
    public long Id { get; init; }

    /// <summary>The product.</summary>
    public long ProductId { get; init; }

    /// <summary>What it grants.</summary>
    public long BenefitId { get; init; }

    /// <summary>Amount in the smallest unit (R1), above zero.</summary>
    public long Amount { get; init; }

    /// <summary>Place among the product's lines, from 1.</summary>
    public int Position { get; init; }

    /// <summary>Local days from the day of sale on, 1 or more; none when <see cref="ValidUntil"/> is given or it never expires.</summary>
    public int? ValidDays { get; init; }

    /// <summary>The last local day; none when <see cref="ValidDays"/> is given or it never expires.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>What of the price falls to it, in the currency's minor unit, net of tax (R40); none where nobody said.</summary>
    public long? PaidAmount { get; init; }

    /// <summary>ISO 4217 code of that.</summary>
    public string? PaidCurrency { get; init; }

    /// <summary>As the rules take it.</summary>
    public ProductTerms Terms => new(Amount, ValidDays, ValidUntil) { Paid = Allocation.Of(PaidAmount, PaidCurrency) };
}

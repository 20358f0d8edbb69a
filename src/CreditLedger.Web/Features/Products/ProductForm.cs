namespace CreditLedger.Web.Features.Products;

/// <summary>What a person typed about a product, as it was typed. The product itself is named by the path alone.</summary>
public sealed class ProductForm : VersionedForm
{
    /// <summary>More lines than anyone needs: what a forged form may send.</summary>
    public const int MaxLines = 40;

    /// <summary>What people call it.</summary>
    public string? Name { get; set; }

    /// <summary>For staff.</summary>
    public string? Description { get; set; }

    /// <summary>What it grants; empty lines are left out.</summary>
    public List<ProductLineForm> Lines { get; } = [];
}

/// <summary>One line, as it was typed.</summary>
public sealed class ProductLineForm
{
    /// <summary>Number of the benefit.</summary>
    public string? Benefit { get; set; }

    /// <summary>How much, in the benefit's units.</summary>
    public string? Amount { get; set; }

    /// <summary>How long: <c>days</c>, <c>until</c> or <c>never</c>.</summary>
    public string? Validity { get; set; }

    /// <summary>For how many days, that of the sale being the first.</summary>
    public string? ValidDays { get; set; }

    /// <summary>The last day, as <c>2026-11-22</c>.</summary>
    public string? ValidUntil { get; set; }

    /// <summary>What of the product's price falls to it, net of tax; empty means nobody says (R40).</summary>
    public string? Paid { get; set; }

    /// <summary>Ticked: the line is left out.</summary>
    public string? Removed { get; set; }

    /// <summary>Whether the line is left out.</summary>
    public bool IsRemoved => Removed is "true" or "on";

    /// <summary>Whether nothing was typed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Benefit + Amount + ValidDays + ValidUntil + Paid);
}

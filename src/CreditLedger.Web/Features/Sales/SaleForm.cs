namespace CreditLedger.Web.Features.Sales;

/// <summary>What a person typed, as it was typed. The member is named by the path alone.</summary>
public sealed class SaleForm
{
    /// <summary>Number of the product.</summary>
    public string? Product { get; set; }

    /// <summary>Day of the sale, today or earlier.</summary>
    public string? SoldOn { get; set; }

    /// <summary>Why; the member may read it.</summary>
    public string? Description { get; set; }

    /// <summary>The idempotency key that the form was given (R9).</summary>
    public string? Key { get; set; }

    /// <summary>What the confirm button named (R19).</summary>
    public string? Confirmed { get; set; }
}

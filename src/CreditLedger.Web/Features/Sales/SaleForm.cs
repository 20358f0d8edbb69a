using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Sales;

/// <summary>What a person typed, as it was typed. The member is named by the path alone.</summary>
public sealed class SaleForm : IConfirmedForm
{
    /// <summary>Number of the product.</summary>
    public string? Product { get; set; }

    /// <summary>Day of the sale, today or earlier.</summary>
    public string? SoldOn { get; set; }

    /// <summary>Why; the member may read it.</summary>
    public string? Description { get; set; }

    /// <summary>A note for staff only (R21).</summary>
    public string? InternalNote { get; set; }

    /// <inheritdoc />
    public string? Key { get; set; }

    /// <inheritdoc />
    public string? Confirmed { get; set; }
}

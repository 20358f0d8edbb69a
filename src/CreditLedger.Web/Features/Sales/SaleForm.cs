namespace CreditLedger.Web.Features.Sales;

/// <summary>What a person typed about a sale.</summary>
public sealed class SaleForm : PostingForm
{
    /// <summary>Number of the product.</summary>
    [Field(RefusedField.Product)]
    public string? Product { get; set; }

    /// <summary>Day of the sale, today or earlier.</summary>
    [Field(RefusedField.UsedAt)]
    public string? SoldOn { get; set; }
}

/// <inheritdoc />
public sealed class SaleFormValidator : ConfirmedFormValidator<SaleForm>
{
    public SaleFormValidator()
    {
        Choice(form => form.Product, "Choose a product.");
        Day(form => form.SoldOn);
    }
}

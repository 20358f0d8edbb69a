namespace CreditLedger.Web.Features.Adjustments;

/// <summary>What a person typed about a credit's balance: no field of it can choose another credit.</summary>
public sealed class AdjustmentForm : PostingForm
{
    /// <summary>A difference or a target, in the member's units.</summary>
    [Field(RefusedField.Amount)]
    public string? Amount { get; set; }
}

/// <summary>The shape of the form. What an amount may be depends on the credit: <see cref="AdjustmentPage"/> says.</summary>
public sealed class AdjustmentFormValidator : ConfirmedFormValidator<AdjustmentForm>;

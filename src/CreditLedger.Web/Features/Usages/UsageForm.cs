using FluentValidation;

namespace CreditLedger.Web.Features.Usages;

/// <summary>What a person typed about a use.</summary>
public sealed class UsageForm : PostingForm
{
    /// <summary>What is used: <c>benefit:12</c>, <c>credit:34</c> or <c>kind:time</c>.</summary>
    [Field(RefusedField.Benefit, RefusedField.Credit)]
    public string? What { get; set; }

    /// <summary>How much, in the member's units.</summary>
    [Field(RefusedField.Amount)]
    public string? Quantity { get; set; }

    /// <summary>The day, as <c>2026-11-22</c>; empty means today.</summary>
    [Field(RefusedField.UsedAt)]
    public string? UsedOn { get; set; }

    /// <summary>Number of the service; empty means none.</summary>
    [Field(RefusedField.Service)]
    public string? Service { get; set; }
}

/// <inheritdoc />
public sealed class UsageFormValidator : ConfirmedFormValidator<UsageForm>
{
    public UsageFormValidator()
    {
        RuleFor(form => form.What).Must(text => UsageChoice.Read(text) is not null).WithMessage("Choose what was used.");
        Day(form => form.UsedOn, mayBeEmpty: true);
    }
}

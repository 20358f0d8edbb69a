using FluentValidation;

namespace CreditLedger.Web.Features.Grants;

/// <summary>What a person typed about a new credit.</summary>
public sealed class GrantForm : PostingForm
{
    /// <summary>Number of the benefit.</summary>
    [Field(RefusedField.Benefit)]
    public string? Benefit { get; set; }

    /// <summary>How much, in the member's units.</summary>
    [Field(RefusedField.Amount)]
    public string? Amount { get; set; }

    /// <summary>First day it may be used, as <c>2026-11-22</c>; empty means today.</summary>
    [Field(RefusedField.StartsAt)]
    public string? StartsOn { get; set; }

    /// <summary>Last day it may be used; empty means never expires.</summary>
    [Field(RefusedField.ExpiresAt)]
    public string? ExpiresOn { get; set; }

    /// <summary>Lower is used first (R14); empty means the benefit's.</summary>
    [Field(RefusedField.Priority)]
    public string? Priority { get; set; }

    /// <summary>What sort of money was paid (R40): a name of the categories; empty means complimentary.</summary>
    [Field(RefusedField.Category)]
    public string? Category { get; set; }

    /// <summary>What was paid, in the site's currency, net of tax.</summary>
    [Field(RefusedField.Paid)]
    public string? Paid { get; set; }
}

/// <inheritdoc />
public sealed class GrantFormValidator : ConfirmedFormValidator<GrantForm>
{
    public GrantFormValidator()
    {
        Choice(form => form.Benefit, "Choose a benefit.");
        Day(form => form.StartsOn, mayBeEmpty: true);
        Day(form => form.ExpiresOn, mayBeEmpty: true);
        OneOf(form => form.Category, Refusals.NoSuchCreditCategory.Message, [.. PaidText.Categories.Select(one => one.ToString())]);
        RuleFor(form => form.Priority).Must(text => string.IsNullOrWhiteSpace(text) || FormText.Number(text.Trim()) <= 1000)
            .WithMessage("Priority is a whole number from 0 to 1000; lower is used first.");
    }
}

using FluentValidation;

namespace CreditLedger.Web.Features.Postings;

/// <summary>What a person typed about another way to pay for a use (R45).</summary>
public sealed class RepayForm : PostingForm
{
    /// <summary>The member whose use it is, by number: of a posting in which several used.</summary>
    public string? User { get; set; }

    /// <summary>What pays: <c>benefit:12</c>, <c>credit:34</c> or <c>kind:time</c>.</summary>
    [Field(RefusedField.Benefit, RefusedField.Credit, RefusedField.Amount)]
    public string? What { get; set; }

    /// <summary>The member who is charged instead: name, e-mail or reference; empty means the same member.</summary>
    [Field(RefusedField.Member)]
    public string? Member { get; set; }
}

/// <inheritdoc />
public sealed class RepayFormValidator : ConfirmedFormValidator<RepayForm>
{
    public RepayFormValidator() =>
        RuleFor(form => form.What).Must(text => UsageChoice.Read(text) is not null).WithMessage("Choose what pays.");
}

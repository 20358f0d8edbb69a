using CreditLedger.Web.Infrastructure.Validation;
using FluentValidation;

namespace CreditLedger.Web.Features.SetupBenefits;

/// <summary>The shape of the form. What else it may say depends on the kind: <see cref="BenefitInput"/> says.</summary>
public sealed class BenefitFormValidator : AbstractValidator<BenefitForm>
{
    public BenefitFormValidator()
    {
        RuleFor(form => form.Reference).IsReference();
        RuleFor(form => form.Name).IsName();
        RuleFor(form => form.Category).IsShort("A category", 100);
        RuleFor(form => form.Step)
            .IsWholeWithin(1, 1440, "A step is a whole number of minutes from 1 to 1440, like 15. Empty means the site's.");
        RuleFor(form => form.Priority).IsWholeWithin(0, 1000, "Priority is a whole number from 0 to 1000; lower is used first.");
    }
}

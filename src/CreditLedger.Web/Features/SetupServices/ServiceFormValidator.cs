using CreditLedger.Web.Infrastructure.Validation;
using FluentValidation;

namespace CreditLedger.Web.Features.SetupServices;

/// <summary>The shape of the form. What a price may be depends on its currency: <see cref="SetupServicesController"/> says.</summary>
public sealed class ServiceFormValidator : AbstractValidator<ServiceForm>
{
    public ServiceFormValidator()
    {
        RuleFor(form => form.Reference).IsReference();
        RuleFor(form => form.Name).IsName();
        RuleFor(form => form.Category).IsShort("A category", 100);
        RuleFor(form => form.Interval)
            .IsWholeWithin(1, 1440, "An interval is a whole number of minutes from 1 to 1440, like 15. Empty means the site's.");
        RuleFor(form => form.NoShow).IsWholeWithin(0, 100, "A per cent is a whole number from 0 to 100. Empty means 0.");
        RuleFor(form => form.Currency).Must(code => string.IsNullOrWhiteSpace(code) || Currency.TryGet(code.Trim(), out _))
            .WithMessage("Give a currency by its three letters, like GBP.");
    }
}

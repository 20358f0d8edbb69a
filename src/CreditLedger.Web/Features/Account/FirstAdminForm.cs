using FluentValidation;

namespace CreditLedger.Web.Features.Account;

public sealed class FirstAdminForm
{
    public string? Token { get; set; }

    public string? Email { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }
}

internal sealed class FirstAdminFormValidator : AbstractValidator<FirstAdminForm>
{
    public FirstAdminFormValidator()
    {
        RuleFor(form => form.Email).Must(EmailShape.IsValid).WithMessage("Enter an e-mail address, such as name@example.com.");
        RuleFor(form => form.Password).NewPassword();
        RuleFor(form => form.Repeated).Equal(form => form.Password).WithMessage("The two passwords differ.");
    }
}

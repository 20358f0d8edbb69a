using FluentValidation;

namespace CreditLedger.Web.Features.Account;

public sealed class SignInForm
{
    public string? Email { get; set; }

    public string? Password { get; set; }

    public string? ReturnUrl { get; set; }
}

internal sealed class SignInFormValidator : AbstractValidator<SignInForm>
{
    public SignInFormValidator()
    {
        RuleFor(form => form.Email).NotEmpty().WithMessage("Enter your e-mail address.")
            .MaximumLength(EmailShape.Longest).WithMessage("An e-mail address has at most {MaxLength} characters.");
        RuleFor(form => form.Password).NotEmpty().WithMessage("Enter your password.")
            .MaximumLength(Infrastructure.Security.CommonPasswords.Longest).WithMessage("A password has at most {MaxLength} characters.");
    }
}

using FluentValidation;

namespace CreditLedger.Web.Features.Account;

public sealed class NewPasswordForm
{
    public long User { get; set; }

    public string? Token { get; set; }

    public string? Password { get; set; }

    public string? Repeated { get; set; }
}

internal sealed class NewPasswordFormValidator : AbstractValidator<NewPasswordForm>
{
    public NewPasswordFormValidator()
    {
        RuleFor(form => form.Password).NewPassword();
        RuleFor(form => form.Repeated).Equal(form => form.Password).WithMessage("The two passwords differ.");
    }
}

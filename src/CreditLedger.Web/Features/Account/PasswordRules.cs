using FluentValidation;

namespace CreditLedger.Web.Features.Account;

internal static class PasswordRules
{
    /// <summary>The shape of a password that someone chooses; the account's own rules are checked when it is set.</summary>
    public static void NewPassword<T>(this IRuleBuilderInitial<T, string?> rule) => rule.Cascade(CascadeMode.Stop)
        .NotEmpty().WithMessage("Choose a password.")
        .MinimumLength(12).WithMessage("A password has at least 12 characters. A sentence is easy to remember.")
        .MaximumLength(CommonPasswords.Longest).WithMessage("A password has at most {MaxLength} characters.");
}

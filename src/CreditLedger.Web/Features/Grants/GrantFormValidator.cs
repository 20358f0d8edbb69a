using System.Globalization;
using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Pages;
using FluentValidation;

namespace CreditLedger.Web.Features.Grants;

/// <summary>The shape of the form. What an amount may be depends on the benefit: <see cref="GrantReading"/> says.</summary>
public sealed class GrantFormValidator : AbstractValidator<GrantForm>
{
    public GrantFormValidator()
    {
        RuleFor(form => form.Benefit).Must(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .WithMessage("Choose a benefit.");
        RuleFor(form => form.StartsOn).Must(IsDayOrEmpty).WithMessage(DayText.NotADay);
        RuleFor(form => form.ExpiresOn).Must(IsDayOrEmpty).WithMessage(DayText.NotADay);
        RuleFor(form => form.Priority)
            .Must(text => string.IsNullOrWhiteSpace(text) || (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1000))
            .WithMessage("Priority is a whole number from 0 to 1000; lower is used first.");
        RuleFor(form => form.Description).Must(text => text is null || text.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage(form => $"A description has at most {LedgerCommand.MaxTextLength} characters; this one has {form.Description!.Trim().Length}.");
        this.CheckInternalNote(form => form.InternalNote);
    }

    private static bool IsDayOrEmpty(string? text) => string.IsNullOrWhiteSpace(text) || DayText.TryRead(text, out _);
}

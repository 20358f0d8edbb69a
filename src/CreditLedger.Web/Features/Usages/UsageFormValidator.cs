using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Pages;
using FluentValidation;

namespace CreditLedger.Web.Features.Usages;

/// <summary>The shape of the form. What a quantity may be depends on what is used: <see cref="UsageReading"/> says.</summary>
public sealed class UsageFormValidator : AbstractValidator<UsageForm>
{
    public UsageFormValidator()
    {
        RuleFor(form => form.What).Must(text => UsageChoice.Read(text) is not null).WithMessage("Choose what was used.");
        RuleFor(form => form.UsedOn).Must(text => string.IsNullOrWhiteSpace(text) || DayText.TryRead(text, out _))
            .WithMessage("Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.");
        RuleFor(form => form.Description).Must(text => text is null || text.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage(form => $"A description has at most {LedgerCommand.MaxTextLength} characters; this one has {form.Description!.Trim().Length}.");
        this.CheckInternalNote(form => form.InternalNote);
    }
}

using CreditLedger.Ledger.Commands;
using FluentValidation;

namespace CreditLedger.Web.Features.Endings;

/// <summary>The shape of the form.</summary>
public sealed class EndingFormValidator : AbstractValidator<EndingForm>
{
    public EndingFormValidator()
    {
        RuleFor(form => form.When).Must(text => text is null or "" or "period" or "now").WithMessage("Choose when it ends.");
        RuleFor(form => form.Remainder).Must(text => text is null or "" or "keep" or "revoke").WithMessage("Choose what becomes of the remainder.");
        RuleFor(form => form.Reason).Must(text => text is null || text.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage(form => $"A reason has at most {LedgerCommand.MaxTextLength} characters; this one has {form.Reason!.Trim().Length}.");
    }
}

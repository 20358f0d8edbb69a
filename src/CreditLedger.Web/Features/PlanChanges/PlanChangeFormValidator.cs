using System.Globalization;
using CreditLedger.Ledger.Commands;
using FluentValidation;

namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>The shape of the form.</summary>
public sealed class PlanChangeFormValidator : AbstractValidator<PlanChangeForm>
{
    public PlanChangeFormValidator()
    {
        RuleFor(form => form.Plan).Must(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)).WithMessage("Choose a plan.");
        RuleFor(form => form.When).Must(text => text is null or "" or "period" or "now").WithMessage("Choose when it changes.");
        RuleFor(form => form.Remainder).Must(text => text is null or "" or "keep" or "revoke").WithMessage("Choose what becomes of the remainder.");
        RuleFor(form => form.Reason).Must(text => text is null || text.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage(form => $"A reason has at most {LedgerCommand.MaxTextLength} characters; this one has {form.Reason!.Trim().Length}.");
    }
}

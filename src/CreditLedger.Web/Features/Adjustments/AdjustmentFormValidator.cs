using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Pages;
using FluentValidation;

namespace CreditLedger.Web.Features.Adjustments;

/// <summary>The shape of the form. What an amount may be depends on the credit: <see cref="AdjustmentReading"/> says.</summary>
public sealed class AdjustmentFormValidator : AbstractValidator<AdjustmentForm>
{
    public AdjustmentFormValidator()
    {
        RuleFor(form => form.Reason).Cascade(CascadeMode.Stop)
            .Must(reason => !string.IsNullOrWhiteSpace(reason)).WithMessage("Give a reason; the member may read it.")
            .Must(reason => reason!.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage(form => $"A reason has at most {LedgerCommand.MaxTextLength} characters; this one has {form.Reason!.Trim().Length}.");
        this.CheckInternalNote(form => form.InternalNote);
    }
}

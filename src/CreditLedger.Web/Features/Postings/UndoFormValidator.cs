using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Pages;
using FluentValidation;

namespace CreditLedger.Web.Features.Postings;

/// <summary>The shape of the form.</summary>
public sealed class UndoFormValidator : AbstractValidator<UndoForm>
{
    public UndoFormValidator()
    {
        RuleFor(form => form.Reason).Must(reason => reason is null || reason.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage(form => $"A reason has at most {LedgerCommand.MaxTextLength} characters; this one has {form.Reason!.Trim().Length}.");
        this.CheckInternalNote(form => form.InternalNote);
    }
}

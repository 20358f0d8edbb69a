using CreditLedger.Ledger.Commands;
using FluentValidation;

namespace CreditLedger.Web.Features.Postings;

/// <summary>The shape of the form.</summary>
public sealed class UndoFormValidator : AbstractValidator<UndoForm>
{
    public UndoFormValidator() =>
        RuleFor(form => form.Reason).Must(reason => reason is null || reason.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage(form => $"A reason has at most {LedgerCommand.MaxTextLength} characters; this one has {form.Reason!.Trim().Length}.");
}

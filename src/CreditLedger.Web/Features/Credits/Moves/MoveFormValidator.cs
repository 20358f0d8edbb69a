using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Pages;
using FluentValidation;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>The shape of the form. What must be there depends on what is done: <see cref="ReadMove"/> says.</summary>
public sealed class MoveFormValidator : AbstractValidator<MoveForm>
{
    public MoveFormValidator()
    {
        RuleFor(form => form.Reason).Must(reason => reason is null || reason.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage(form => $"A reason has at most {LedgerCommand.MaxTextLength} characters; this one has {form.Reason!.Trim().Length}.");
        this.CheckInternalNote(form => form.InternalNote);
    }
}

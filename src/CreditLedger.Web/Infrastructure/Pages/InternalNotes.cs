using System.Linq.Expressions;
using CreditLedger.Ledger.Commands;
using FluentValidation;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>The internal note that every form of a posting offers (R21).</summary>
internal static class InternalNotes
{
    /// <summary>Lets a form be sent with a note of at most the length that the ledger takes.</summary>
    public static void CheckInternalNote<TForm>(this AbstractValidator<TForm> validator, Expression<Func<TForm, string?>> note) =>
        validator.RuleFor(note).Must(text => text is null || text.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage((_, text) => $"An internal note has at most {LedgerCommand.MaxTextLength} characters; this one has {text!.Trim().Length}.");
}

using System.Globalization;
using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Pages;
using FluentValidation;

namespace CreditLedger.Web.Features.Sales;

/// <summary>The shape of the form.</summary>
public sealed class SaleFormValidator : AbstractValidator<SaleForm>
{
    public SaleFormValidator()
    {
        RuleFor(form => form.Product).Must(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _)).WithMessage("Choose a product.");
        RuleFor(form => form.SoldOn).Must(text => DayText.TryRead(text, out _)).WithMessage(DayText.NotADay);
        RuleFor(form => form.Description).Must(text => text is null || text.Trim().Length <= LedgerCommand.MaxTextLength)
            .WithMessage(form => $"A description has at most {LedgerCommand.MaxTextLength} characters; this one has {form.Description!.Trim().Length}.");
        this.CheckInternalNote(form => form.InternalNote);
    }
}

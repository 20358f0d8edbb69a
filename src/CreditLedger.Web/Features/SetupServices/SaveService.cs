using CreditLedger.Data.Setup;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Validation;

namespace CreditLedger.Web.Features.SetupServices;

/// <summary>Stores a new service, or an edit of one.</summary>
public sealed class SaveService(ServiceStore store)
{
    /// <summary>Done with a <see cref="CatalogueSaved"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long? serviceId, ServiceForm form, CancellationToken cancellationToken)
    {
        var currency = CatalogueText.Clean(form.Currency)?.ToUpperInvariant();
        long? price = null;
        if (CatalogueText.Clean(form.Price) is { } typed)
        {
            if (currency is null) return new Invalid(new FieldError(nameof(ServiceForm.Currency), "A price has a currency: give its three letters, like GBP."));
            var parsed = AmountParser.Parse(typed, Unit.Of(BenefitKind.Money, currency), allowZero: true);
            if (parsed.Error is { } wrong) return new Invalid(new FieldError(nameof(ServiceForm.Price), wrong));
            if (parsed.Amount < 0) return new Invalid(new FieldError(nameof(ServiceForm.Price), "A price is 0 or more."));
            if (parsed.Amount > AmountLimit.Largest) return new Invalid(new FieldError(nameof(ServiceForm.Price), "That price is too large for the ledger."));
            price = parsed.Amount;
        }

        var draft = new ServiceDraft(
            form.Reference!.Trim(), form.Name!.Trim(), CatalogueText.Clean(form.Category), CatalogueText.Whole(form.Interval), price, price is null ? null : currency);
        return CatalogueOutcome.Of(await store.SaveAsync(serviceId, draft, form.Seen, cancellationToken), draft.Name, "service", nameof(ServiceForm.Reference));
    }
}

using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Setup;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Products;

/// <summary>Stores a new product, or an edit of one.</summary>
public sealed class SaveProduct(OfferedBenefitsQuery benefits, ProductStore store, LedgerRules rules, SiteZone zone, TimeProvider clock)
{
    /// <summary>Done with a <see cref="CatalogueSaved"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(ProductDetails? known, ProductForm form, CancellationToken cancellationToken)
    {
        var offered = await benefits.RunAsync(cancellationToken);
        var reading = ProductReading.Of(form, offered);
        if (reading.Errors.Count > 0) return new Invalid([.. reading.Errors, .. Judge(known, reading, offered)]);
        return CatalogueOutcome.Of(await store.SaveAsync(known?.Id, reading.Draft, form.Seen, cancellationToken), reading.Draft.Name, "product", nameof(ProductForm.Name));
    }

    // Beside what could not be read, what could: everything is said at once.
    private IEnumerable<FieldError> Judge(ProductDetails? known, ProductReading reading, IReadOnlyList<OfferedBenefit> offered)
    {
        var byId = offered.ToDictionary(benefit => benefit.Id);
        return ProductRule.Refuse(
                known is null ? [] : [.. known.Lines.Select(line => (line.BenefitId, line.Terms))],
                [.. reading.Draft.Lines.Select(line => new ProductLineWanted(line.Row, byId[line.BenefitId].ForRules, line.Terms))],
                rules.BookingIntervalMinutes, zone.DayOf(clock.Now()))
            .Where(refusal => refusal.Row is not null)
            .Select(refusal => new FieldError(CatalogueOutcome.LineField(refusal.Row!.Value, refusal.Field.ToString()), refusal.Message));
    }
}

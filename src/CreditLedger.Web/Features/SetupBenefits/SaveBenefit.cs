using CreditLedger.Data.Model;
using CreditLedger.Data.Setup;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.SetupBenefits;

/// <summary>Stores a new benefit, or an edit of one.</summary>
public sealed class SaveBenefit(BenefitStore store)
{
    /// <summary>Done with a <see cref="CatalogueSaved"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(Benefit? known, BenefitForm form, CancellationToken cancellationToken)
    {
        var (draft, errors) = BenefitReading.Of(form, known);
        if (draft is null) return new Invalid(errors);
        return CatalogueOutcome.Of(await store.SaveAsync(known?.Id, draft, form.Seen, cancellationToken), draft.Name, "benefit", nameof(BenefitForm.Reference));
    }
}

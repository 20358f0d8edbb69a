using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>"Change plan": at the next period, or now with the arithmetic of what is revoked and granted.</summary>
[Route("memberships/{id:long}/change")]
[RequirePermission(Permission.Supply, MayAsk = true)]
public sealed class PlanChangesController(FormTools tools, MembershipsQuery memberships, PlanSupplyQuery plans, SiteZone zone)
    : ConfirmedFormController<PlanChangeForm, PlanChangePage>(tools, "change plan", "PlanChange")
{
    // Undoing the revocation alone would leave both plans running.
    protected override bool IsUndoOffered => false;

    protected override async Task<PlanChangePage?> LoadAsync(long id, PlanChangeForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await memberships.OneAsync(id, cancellationToken) is not { } membership) return null;
        var choices = await plans.ChoicesAsync(cancellationToken);
        return new PlanChangePage(membership, form, [.. choices.Where(plan => plan.Id != membership.PlanId)], zone);
    }
}

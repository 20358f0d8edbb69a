using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>"Change plan": at the next period, or now with the arithmetic of what is revoked and granted.</summary>
[Route("memberships/{id:long}/change")]
[RequirePermission(Permission.Supply)]
public sealed class PlanChangesController(GetPlanChangePage page, LedgerStore store, AuditLog audit)
    : ConfirmedFormController<PlanChangeForm, PlanChangePage>(store, audit, "change plan", "PlanChange", "_PlanChangeEffect")
{
    protected override Task<PlanChangePage?> LoadAsync(
        long id, PlanChangeForm form, bool isFilledIn, CancellationToken cancellationToken) =>
        page.RunAsync(id, form, isFilledIn, User.Actor(), cancellationToken);

    // Undoing the revocation alone would leave both plans running.
    protected override long? UndoPostingId(Done recorded) => null;
}

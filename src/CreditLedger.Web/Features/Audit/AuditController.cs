using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Audit;

/// <summary>Who did what, when and from where, and what they were refused.</summary>
[RequirePermission(Permission.ViewAudit)]
public sealed class AuditController(AuditListQuery list, SiteZone zone, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet(Routes.Audit)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var state = AuditListState.Read(Request);
        return View(new AuditPage(
            state, await list.RunAsync(state.FilterIn(zone), state.Position, PageSize, clock.Now(), cancellationToken)));
    }

    [HttpGet(Routes.Audit + ".csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File() => new ListFile<AuditRow>(
        "audit", AuditListState.Columns,
        list.AllAsync(AuditListState.Read(Request).FilterIn(zone), clock.Now(), HttpContext.RequestAborted));
}

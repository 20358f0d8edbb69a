using CreditLedger.Data;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Plans;

/// <summary>Plans: the list, and one plan with its history.</summary>
[Route("setup/plans")]
[RequirePermission(Permission.Setup)]
public sealed class PlansController(FormTools tools, PlanQuery plans, TimeProvider clock) : ArchiveController<PlanRow>(tools)
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromServices] PlanListQuery list, CancellationToken cancellationToken) =>
        View(await PlanList.Listing.ReadAsync(list, HttpContext, cancellationToken));

    [HttpGet("/setup/plans.csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File([FromServices] PlanListQuery list) => PlanList.Listing.File(list, HttpContext);

    [HttpGet("{id:long:min(1)}")]
    public async Task<IActionResult> Overview([FromRoute] long id, CancellationToken cancellationToken) =>
        await plans.RunAsync(id, clock.Now(), cancellationToken) is { } plan ? View("Overview", plan) : NotFound();

    /// <inheritdoc />
    protected override IQueryable<VersionedRow> Rows(LedgerDbContext db) => db.Plans;

    /// <inheritdoc />
    protected override string ArchivedNotice(bool isArchived, string name) =>
        isArchived ? $"{name} is archived: it is not assigned any more." : $"{name} can be assigned again.";

    /// <inheritdoc />
    protected override Task<IActionResult> RowViewAsync(long id, CancellationToken cancellationToken) => Overview(id, cancellationToken);
}

/// <summary>The form that makes a plan, or changes one once what changes was confirmed (R19, R27).</summary>
[Route("setup/plans/new")]
[Route("setup/plans/{id:long:min(1)}/edit")]
[RequirePermission(Permission.Setup)]
public sealed class PlanFormController(FormTools tools, GetPlanFormPage pages)
    : ConfirmedFormController<PlanForm, PlanFormPage>(tools, "edit plan", FormView)
{
    private const string FormView = "/Features/Plans/Form.cshtml";

    // A line more, and nothing else: what is typed is not judged yet.
    [HttpPost("line")]
    public async Task<IActionResult> AddLine([FromRoute] long id, [FromForm] PlanForm form, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        form.EnsureKey();
        GetPlanFormPage.AddLine(form);
        return await LoadAsync(id, form, isSent: true, cancellationToken) is { } page ? View(FormView, page) : NotFound();
    }

    protected override string ActOf(PlanFormPage page) => page.Plan is null ? "create plan" : base.ActOf(page);

    protected override Task<PlanFormPage?> LoadAsync(long id, PlanForm form, bool isSent, CancellationToken cancellationToken) =>
        pages.RunAsync(id, form, isSent, cancellationToken);

    protected override Task<PlanFormPage> CompleteAsync(PlanFormPage page, CancellationToken cancellationToken) =>
        pages.WithChangesAsync(page, cancellationToken);

    // A new plan reaches nobody yet. An edit of an earlier version is sent on, because its refusal says what happened meanwhile.
    protected override bool IsConfirmed(PlanFormPage page) =>
        page.Plan is null || base.IsConfirmed(page) || (page.IsStale && page.Form.Confirmed is not null);
}

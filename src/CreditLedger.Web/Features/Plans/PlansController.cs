using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Setup;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Plans;

/// <summary>Plans: the list, one plan with its history, the form that writes or edits one (R27), and taking one out of use.</summary>
[Route("setup/plans")]
[RequirePermission(Permission.Setup)]
public sealed class PlansController(ShowPlanForm show, SavePlan save, AuditLog audit, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromServices] PlanListQuery plans, CancellationToken cancellationToken)
    {
        var state = CatalogueState.Read(Request, "/setup/plans");
        return View(new PlansPage(state, await plans.RunAsync(state.Filter, state.Position, CatalogueState.PageSize, clock.Now(), cancellationToken)));
    }

    [HttpGet("{id:long:min(1)}")]
    public async Task<IActionResult> Overview(long id, [FromServices] PlanQuery plans, CancellationToken cancellationToken) =>
        await plans.RunAsync(id, clock.Now(), cancellationToken) is { } plan ? View(plan) : NotFound();

    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken cancellationToken) => View("Form", await show.RunAsync(null, null, isJudged: false, cancellationToken));

    [HttpPost("new/line")]
    public Task<IActionResult> NewLine([FromForm] PlanForm form, CancellationToken cancellationToken) => AddLineAsync(null, form, cancellationToken);

    [HttpPost("new")]
    public Task<IActionResult> Create([FromForm] PlanForm form, CancellationToken cancellationToken) => SaveAsync(null, form, cancellationToken);

    [HttpGet("{id:long:min(1)}/edit")]
    public async Task<IActionResult> Edit(long id, CancellationToken cancellationToken) =>
        await show.RunAsync(id, null, isJudged: false, cancellationToken) is { } page ? View("Form", page) : NotFound();

    [HttpPost("{id:long:min(1)}/edit/line")]
    public Task<IActionResult> EditLine([FromRoute] long id, [FromForm] PlanForm form, CancellationToken cancellationToken) => AddLineAsync(id, form, cancellationToken);

    [HttpPost("{id:long:min(1)}/edit/preview")]
    public Task<IActionResult> Preview([FromRoute] long id, [FromForm] PlanForm form, CancellationToken cancellationToken) =>
        ShowAsync(id, form, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("{id:long:min(1)}/edit")]
    public Task<IActionResult> Change([FromRoute] long id, [FromForm] PlanForm form, CancellationToken cancellationToken) => SaveAsync(id, form, cancellationToken);

    [HttpPost("{id:long:min(1)}/archive")]
    public Task<IActionResult> Archive([FromRoute] long id, [FromServices] PlanStore store, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, true, store, cancellationToken);

    [HttpPost("{id:long:min(1)}/restore")]
    public Task<IActionResult> Restore([FromRoute] long id, [FromServices] PlanStore store, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, false, store, cancellationToken);

    private async Task<IActionResult> SetArchivedAsync(long id, bool isArchived, PlanStore store, CancellationToken cancellationToken)
    {
        if (await store.ArchiveAsync(id, isArchived, cancellationToken) is not { } name) return NotFound();
        audit.Allowed(HttpContext, isArchived ? "archive plan" : "restore plan", $"plan {id}");
        return this.Finish($"/setup/plans/{id}", isArchived ? $"{name} is archived: it is not assigned any more." : $"{name} can be assigned again.");
    }

    private async Task<IActionResult> SaveAsync(long? id, PlanForm form, CancellationToken cancellationToken)
    {
        var outcome = await save.RunAsync(id, form, User.UserId(), cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is not Done<PlanSaved>(var saved)) return await ShowAsync(id, form, ModelState.Explain(outcome), cancellationToken);
        if (saved.Changed) audit.Allowed(HttpContext, id is null ? "create plan" : "edit plan", $"plan {saved.Id}");
        return this.Finish($"/setup/plans/{saved.Id}", id is null ? $"{saved.Name} can be assigned now." : saved.Changed ? $"{saved.Name} is changed." : $"{saved.Name} is as it was: nothing was changed.");
    }

    // A line more, and nothing else: what is typed is not judged yet.
    private async Task<IActionResult> AddLineAsync(long? id, PlanForm form, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (form.Lines.Count < PlanForm.MostLines) form.Lines.Add(new PlanLineForm { Period = nameof(Period.Month) });
        return await show.RunAsync(id, form, isJudged: false, cancellationToken) is { } page ? View("Form", page) : NotFound();
    }

    private async Task<IActionResult> ShowAsync(long? id, PlanForm form, int status, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(id, form, isJudged: true, cancellationToken) is not { } page) return NotFound();
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView("_PlanEffect", page) : View("Form", page);
    }
}

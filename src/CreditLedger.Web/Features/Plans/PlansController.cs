using CreditLedger.Data;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Plans;

/// <summary>Plans: the list, one plan with its history, and the form that makes or changes one (R27).</summary>
[Route("setup/plans")]
[RequirePermission(Permission.Setup)]
public sealed class PlansController(FormTools tools, GetPlanFormPage show, PlanQuery plans, OfferedBenefitsQuery benefits,
    TimeProvider clock)
    : CatalogueController<PlanRow, PlanForm>(tools)
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

    [HttpGet("{id:long:min(1)}/edit")]
    public override Task<IActionResult> Edit([FromRoute] long id, CancellationToken cancellationToken) => base.Edit(id, cancellationToken);

    [HttpPost("{id:long:min(1)}/edit")]
    public override Task<IActionResult> Change([FromRoute] long id, [FromForm] PlanForm form, CancellationToken cancellationToken) =>
        base.Change(id, form, cancellationToken);

    [HttpPost("{id:long:min(1)}/edit/preview")]
    public Task<IActionResult> Preview([FromRoute] long id, [FromForm] PlanForm form, CancellationToken cancellationToken) =>
        FormViewAsync(id, form, cancellationToken);

    [HttpPost("new/line")]
    public Task<IActionResult> NewLine([FromForm] PlanForm form, CancellationToken cancellationToken) => EditLine(
        0, form, cancellationToken);

    // A line more, and nothing else: what is typed is not judged yet.
    [HttpPost("{id:long:min(1)}/edit/line")]
    public async Task<IActionResult> EditLine([FromRoute] long id, [FromForm] PlanForm form, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (form.Lines.Count < PlanForm.MaxLines) form.Lines.Add(new PlanLineForm { Period = nameof(Period.Month) });
        return await show.RunAsync(id, form, cancellationToken) is { } page ? View("Form", page) : NotFound();
    }

    /// <inheritdoc />
    protected override IQueryable<VersionedRow> Rows(LedgerDbContext db) => db.Plans;

    /// <inheritdoc />
    protected override async Task<IActionResult> FormViewAsync(long id, PlanForm? form, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(id, form, cancellationToken) is not { } page) return NotFound();
        if (form is not null) page = await PreviewInputAsync(page, cancellationToken);
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        return Request.IsPartial() ? PartialView("_PlanEffect", page) : View("Form", page);
    }

    /// <inheritdoc />
    protected override async Task<CatalogueInput<PlanRow>> ReadAsync(long id, PlanForm form, CancellationToken cancellationToken)
    {
        form.Lines.RemoveAll(line => line is null);
        return PlanInput.Of(id, form, await benefits.RunAsync(cancellationToken), User.Actor());
    }

    /// <inheritdoc />
    protected override bool IsConfirmed(SaveCommand<PlanRow> command, PlanForm form) =>
        command.Id == 0 || form.Confirmed == PlanInput.Token(command);

    /// <inheritdoc />
    protected override string SavedNotice(bool isNew, string name) => isNew ? $"{name} can be assigned now." : $"{name} is changed.";

    /// <inheritdoc />
    protected override string ArchivedNotice(bool isArchived, string name) =>
        isArchived ? $"{name} is archived: it is not assigned any more." : $"{name} can be assigned again.";

    /// <inheritdoc />
    protected override Task<IActionResult> RowViewAsync(long id, CancellationToken cancellationToken) => Overview(id, cancellationToken);

    /// <inheritdoc />
    protected override string AfterSaving(long id) => $"{Folder}/{id}";

    // An edit that was begun on an earlier version is compared with the plan as it is now, so that it can be confirmed against that.
    private async Task<PlanFormPage> PreviewInputAsync(PlanFormPage page, CancellationToken cancellationToken)
    {
        var isStale = page.Plan is { } plan && plan.Version != page.Form.Version;
        page.Form.Version = page.Plan?.Version ?? 0;
        var reading = PlanInput.Of(page.Plan?.Id ?? 0, page.Form, page.Benefits, User.Actor());
        var (preview, errors) = await PreviewInputAsync(reading, cancellationToken);
        var effect = errors.Count == 0 && page.Plan is not null && preview is Done { Effect: PlanChange change }
            ? await show.EffectAsync(page, (SavePlanCommand)reading.Command!, change, cancellationToken)
            : null;
        if (isStale) errors = [.. errors, new FieldError("", VersionedCommand<PlanRow>.StaleMessage)];
        return page with { Errors = errors, Effect = effect };
    }
}

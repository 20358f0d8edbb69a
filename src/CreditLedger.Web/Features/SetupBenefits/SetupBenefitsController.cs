using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Settings;
using CreditLedger.Data.Setup;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.SetupBenefits;

/// <summary>Benefits: the list, the form that writes or edits one, and taking one out of use.</summary>
[Route("setup/benefits")]
[RequirePermission(Permission.Setup)]
public sealed class SetupBenefitsController(BenefitQuery benefits, OfferedServicesQuery services, SaveBenefit save, SiteSettings site, AuditLog audit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromServices] BenefitListQuery list, CancellationToken cancellationToken)
    {
        var state = CatalogueState.Read(Request, "/setup/benefits");
        return View(new BenefitsListPage(state, await list.RunAsync(state.Filter, state.Position, CatalogueState.PageSize, cancellationToken)));
    }

    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken cancellationToken) => await ShowAsync(null, BenefitFormPage.Open(null, site.Currency), cancellationToken);

    [HttpPost("new")]
    public Task<IActionResult> Create([FromForm] BenefitForm form, CancellationToken cancellationToken) => SaveAsync(null, form, cancellationToken);

    [HttpGet("{id:long:min(1)}")]
    public async Task<IActionResult> Edit(long id, CancellationToken cancellationToken) =>
        await benefits.RunAsync(id, cancellationToken) is { } benefit ? await ShowAsync(benefit, BenefitFormPage.Open(benefit, site.Currency), cancellationToken) : NotFound();

    [HttpPost("{id:long:min(1)}")]
    public Task<IActionResult> Change([FromRoute] long id, [FromForm] BenefitForm form, CancellationToken cancellationToken) => SaveAsync(id, form, cancellationToken);

    [HttpPost("{id:long:min(1)}/archive")]
    public Task<IActionResult> Archive([FromRoute] long id, [FromServices] BenefitStore store, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, true, store, cancellationToken);

    [HttpPost("{id:long:min(1)}/restore")]
    public Task<IActionResult> Restore([FromRoute] long id, [FromServices] BenefitStore store, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, false, store, cancellationToken);

    private async Task<IActionResult> SetArchivedAsync(long id, bool isArchived, BenefitStore store, CancellationToken cancellationToken)
    {
        if (await store.ArchiveAsync(id, isArchived, cancellationToken) is not { } name) return NotFound();
        audit.Allowed(HttpContext, isArchived ? "archive benefit" : "restore benefit", $"benefit {id}");
        return this.Finish($"/setup/benefits/{id}", isArchived ? $"{name} is archived: nothing new grants it." : $"{name} is offered again.");
    }

    private async Task<IActionResult> SaveAsync(long? id, BenefitForm form, CancellationToken cancellationToken)
    {
        var details = id is { } known ? await benefits.RunAsync(known, cancellationToken) : null;
        if (id is not null && details is null) return NotFound();
        var outcome = await save.RunAsync(details?.Benefit, form, cancellationToken);
        if (outcome is Done<CatalogueSaved>(var saved))
        {
            if (saved.Changed) audit.Allowed(HttpContext, id is null ? "create benefit" : "edit benefit", $"benefit {saved.Id}");
            return this.Finish("/setup/benefits", saved.Changed ? $"{saved.Name} is saved." : $"{saved.Name} is as it was: nothing was changed.");
        }

        Response.StatusCode = ModelState.Explain(outcome);
        if (outcome is Conflict) form.Seen = details?.Version;
        return await ShowAsync(details, form, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(BenefitDetails? details, BenefitForm form, CancellationToken cancellationToken) =>
        View("Form", new BenefitFormPage(details, await services.RunAsync(cancellationToken), form));
}

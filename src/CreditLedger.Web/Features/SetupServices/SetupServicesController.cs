using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Settings;
using CreditLedger.Data.Setup;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.SetupServices;

/// <summary>Services: the list, the form that writes or edits one, and taking one out of use.</summary>
[Route("setup/services")]
[RequirePermission(Permission.Setup)]
public sealed class SetupServicesController(ServiceQuery services, SaveService save, SiteSettings site, AuditLog audit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromServices] ServiceListQuery list, CancellationToken cancellationToken)
    {
        var state = CatalogueState.Read(Request, "/setup/services");
        return View(new ServicesPage(state, await list.RunAsync(state.Filter, state.Position, CatalogueState.PageSize, cancellationToken)));
    }

    [HttpGet("new")]
    public IActionResult New() => View("Form", ServiceFormPage.Open(null, site.Currency));

    [HttpPost("new")]
    public Task<IActionResult> Create([FromForm] ServiceForm form, CancellationToken cancellationToken) => SaveAsync(null, form, cancellationToken);

    [HttpGet("{id:long:min(1)}")]
    public async Task<IActionResult> Edit(long id, CancellationToken cancellationToken) =>
        await services.RunAsync(id, cancellationToken) is { } service ? View("Form", ServiceFormPage.Open(service, site.Currency)) : NotFound();

    [HttpPost("{id:long:min(1)}")]
    public Task<IActionResult> Change([FromRoute] long id, [FromForm] ServiceForm form, CancellationToken cancellationToken) => SaveAsync(id, form, cancellationToken);

    [HttpPost("{id:long:min(1)}/archive")]
    public Task<IActionResult> Archive([FromRoute] long id, [FromServices] ServiceStore store, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, true, store, cancellationToken);

    [HttpPost("{id:long:min(1)}/restore")]
    public Task<IActionResult> Restore([FromRoute] long id, [FromServices] ServiceStore store, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, false, store, cancellationToken);

    private async Task<IActionResult> SetArchivedAsync(long id, bool isArchived, ServiceStore store, CancellationToken cancellationToken)
    {
        if (await store.ArchiveAsync(id, isArchived, cancellationToken) is not { } name) return NotFound();
        audit.Allowed(HttpContext, isArchived ? "archive service" : "restore service", $"service {id}");
        return this.Finish($"/setup/services/{id}", isArchived ? $"{name} is archived: it is not offered any more." : $"{name} is offered again.");
    }

    private async Task<IActionResult> SaveAsync(long? id, ServiceForm form, CancellationToken cancellationToken)
    {
        var details = id is { } known ? await services.RunAsync(known, cancellationToken) : null;
        if (id is not null && details is null) return NotFound();
        if (ModelState.IsValid)
        {
            var outcome = await save.RunAsync(id, form, cancellationToken);
            if (outcome is Done<CatalogueSaved>(var saved))
            {
                if (saved.Changed) audit.Allowed(HttpContext, id is null ? "create service" : "edit service", $"service {saved.Id}");
                return this.Finish("/setup/services", saved.Changed ? $"{saved.Name} is saved." : $"{saved.Name} is as it was: nothing was changed.");
            }

            Response.StatusCode = ModelState.Explain(outcome);
            if (outcome is Conflict) form.Seen = details?.Version;
        }
        else
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        }

        return View("Form", new ServiceFormPage(details, form));
    }
}

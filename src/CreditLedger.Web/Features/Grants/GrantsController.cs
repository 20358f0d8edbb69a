using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Grants;

/// <summary>"Add credit": gives a member a new credit. Asks for what will happen first (R19) and records once (R9).</summary>
[Route("members/{id:long}/credits/new")]
[RequirePermission(Permission.Grant)]
public sealed class GrantsController(ShowGrant show, GrantCredit grant, AuditLog audit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> New([FromRoute] long id, [FromQuery] string? kind, CancellationToken cancellationToken)
    {
        var page = await show.RunAsync(id, new GrantForm(), BenefitTabs.KindOf(kind), isFilledIn: false, User.Actor(), cancellationToken);
        return page is null ? NotFound() : View("Grant", page);
    }

    [HttpPost("preview")]
    public Task<IActionResult> Preview([FromRoute] long id, [FromForm] GrantForm form, CancellationToken cancellationToken) =>
        ShowAsync(id, form, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("")]
    public async Task<IActionResult> Record([FromRoute] long id, [FromForm] GrantForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var outcome = await grant.RunAsync(id, form, User.Actor(), cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Granted>(var granted))
        {
            audit.Allowed(HttpContext, "grant", $"member {id}, posting {granted.PostingId}");
            return this.Finish(BenefitTabs.PathOf(id, granted.Kind), granted.Text, granted.PostingId);
        }

        if (outcome is KeyUsed) form.Key = null;
        return await ShowAsync(id, form, ModelState.Explain(outcome), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(long id, GrantForm form, int status, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(id, form, null, isFilledIn: true, User.Actor(), cancellationToken) is not { } page) return NotFound();
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView("_GrantEffect", page) : View("Grant", page);
    }
}

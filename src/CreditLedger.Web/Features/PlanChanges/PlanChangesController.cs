using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>"Change plan": at the next period, or now with the arithmetic of what is revoked and granted.</summary>
[Route("memberships/{id:long}/change")]
[RequirePermission(Permission.Supply)]
public sealed class PlanChangesController(ShowPlanChange show, ChangeConfirmed change, AuditLog audit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> New([FromRoute] long id, CancellationToken cancellationToken) =>
        await show.RunAsync(id, new PlanChangeForm(), isFilledIn: false, cancellationToken) is { } page ? View("PlanChange", page) : NotFound();

    [HttpPost("preview")]
    public Task<IActionResult> Preview([FromRoute] long id, [FromForm] PlanChangeForm form, CancellationToken cancellationToken) =>
        ShowAsync(id, form, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("")]
    public async Task<IActionResult> Record([FromRoute] long id, [FromForm] PlanChangeForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var outcome = await change.RunAsync(id, form, User.Actor(), cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Changed>(var changed))
        {
            audit.Allowed(HttpContext, "change plan", $"membership {id}, followed by membership {changed.MembershipId}");
            return this.Finish($"/members/{changed.MemberId}/activity", changed.Text);
        }

        return await ShowAsync(id, form, ModelState.Explain(outcome), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(long id, PlanChangeForm form, int status, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(id, form, isFilledIn: true, cancellationToken) is not { } page) return NotFound();
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView("_PlanChangeEffect", page) : View("PlanChange", page);
    }
}

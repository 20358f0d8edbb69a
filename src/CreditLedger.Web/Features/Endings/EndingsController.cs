using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Endings;

/// <summary>"End": at the period's end or now, keeping or revoking what remains (R28); and taking back an end that has not come.</summary>
[Route("memberships/{id:long}")]
[RequirePermission(Permission.Supply)]
public sealed class EndingsController(ShowEnding show, EndConfirmed end, AuditLog audit) : Controller
{
    [HttpGet("end")]
    public async Task<IActionResult> End([FromRoute] long id, CancellationToken cancellationToken) =>
        await show.RunAsync(id, new EndingForm(), cancellationToken) is { } page ? View("Ending", page) : NotFound();

    [HttpPost("end/preview")]
    public Task<IActionResult> Preview([FromRoute] long id, [FromForm] EndingForm form, CancellationToken cancellationToken) =>
        ShowAsync(id, form, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("end")]
    public async Task<IActionResult> Record([FromRoute] long id, [FromForm] EndingForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var outcome = await end.RunAsync(id, form, User.Actor(), cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Ended>(var ended))
        {
            audit.Allowed(HttpContext, "end membership", $"membership {id}, posting {ended.RevocationPostingId}");
            return this.Finish($"/members/{ended.MemberId}/activity", ended.Text, ended.RevocationPostingId);
        }

        return await ShowAsync(id, form, ModelState.Explain(outcome), cancellationToken);
    }

    [HttpGet("continue")]
    public async Task<IActionResult> Continue([FromRoute] long id, [FromServices] MembershipsQuery memberships, CancellationToken cancellationToken) =>
        await memberships.OneAsync(id, cancellationToken) is { } membership ? View("Continue", membership) : NotFound();

    [HttpPost("continue")]
    public async Task<IActionResult> RecordContinue(
        [FromRoute] long id, [FromServices] MembershipsQuery memberships, [FromServices] LedgerStore store, CancellationToken cancellationToken)
    {
        if (await memberships.OneAsync(id, cancellationToken) is not { } membership) return NotFound();
        var command = new ContinueMembershipCommand(Guid.NewGuid().ToString("D"), User.Actor()) { MembershipId = id };
        var result = await store.ExecuteAsync(command, cancellationToken);
        if (result is Done)
        {
            audit.Allowed(HttpContext, "continue membership", $"membership {id}");
            return this.Finish($"/members/{membership.MemberId}/activity", $"{membership.PlanName} goes on until it is ended");
        }

        Response.StatusCode = ModelState.Explain(SupplyWords.Explain(result));
        return View("Continue", membership);
    }

    private async Task<IActionResult> ShowAsync(long id, EndingForm form, int status, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(id, form, cancellationToken) is not { } page) return NotFound();
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView("_EndingEffect", page) : View("Ending", page);
    }
}

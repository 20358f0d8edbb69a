using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>"Assign a plan": says first what will be issued, period by period (R19, R25).</summary>
[Route("members/{id:long}/memberships/new")]
[RequirePermission(Permission.Supply)]
public sealed class AssignmentsController(ShowAssignment show, AssignMembership assign, AuditLog audit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> New([FromRoute] long id, CancellationToken cancellationToken) =>
        await show.RunAsync(id, new AssignmentForm(), isFilledIn: false, cancellationToken) is { } page ? View("Assignment", page) : NotFound();

    [HttpPost("preview")]
    public Task<IActionResult> Preview([FromRoute] long id, [FromForm] AssignmentForm form, CancellationToken cancellationToken) =>
        ShowAsync(id, form, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("")]
    public async Task<IActionResult> Record([FromRoute] long id, [FromForm] AssignmentForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var outcome = await assign.RunAsync(id, form, User.Actor(), cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Assigned>(var assigned))
        {
            audit.Allowed(HttpContext, "assign", $"member {id}, membership {assigned.MembershipId}");
            return this.Finish($"/members/{id}/activity", assigned.Text);
        }

        return await ShowAsync(id, form, ModelState.Explain(outcome), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(long id, AssignmentForm form, int status, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(id, form, isFilledIn: true, cancellationToken) is not { } page) return NotFound();
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView("_AssignmentEffect", page) : View("Assignment", page);
    }
}

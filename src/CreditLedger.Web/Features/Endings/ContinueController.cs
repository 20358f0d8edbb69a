using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Commands;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Endings;

/// <summary>"Take back the end" of a membership, while it has not come (R28).</summary>
[Route("memberships/{id:long}/continue")]
[RequirePermission(Permission.Supply)]
public sealed class ContinueController(MembershipsQuery memberships, LedgerStore store, AuditLog audit) : Controller
{
    private const string Page = "~/Features/Endings/Continue.cshtml";

    [HttpGet("")]
    public async Task<IActionResult> New([FromRoute] long id, CancellationToken cancellationToken) =>
        await memberships.OneAsync(id, cancellationToken) is { } membership ? View(Page, membership) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Record([FromRoute] long id, CancellationToken cancellationToken)
    {
        if (await memberships.OneAsync(id, cancellationToken) is not { } membership) return NotFound();
        var command = new ContinueMembershipCommand(Guid.NewGuid().ToString("D"), User.Actor()) { MembershipId = id };
        var result = await store.ExecuteAsync(command, cancellationToken);
        if (result is Done)
        {
            audit.Allowed(HttpContext, "continue membership", $"membership {id}");
            return this.Finish($"/members/{membership.MemberId}/activity", $"{membership.PlanName} goes on until it is ended");
        }

        Outcome outcome = result is Refused refused ? new Invalid(new FieldError("", refused.Refusal.Message)) : new TryAgain();
        Response.StatusCode = ModelState.Explain(outcome);
        return View(Page, membership);
    }
}

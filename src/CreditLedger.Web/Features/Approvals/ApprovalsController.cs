using CreditLedger.Data.Queries.Approvals;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Approvals;

/// <summary>Requests to an admin: all of them for users who decide, otherwise the user's own.</summary>
[Route("approvals")]
[RequirePermission(Permission.BrowseMembers)]
public sealed class ApprovalsController(FormTools tools, ApprovalListQuery list, TimeProvider clock) : Controller
{
    private const int PageSize = 50;
    private const string PageView = "/Features/Approvals/Approval.cshtml";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var state = State();
        return View(new ApprovalsPage(
            state, await list.RunAsync(state.Filter, state.Position, PageSize, clock.Now(), cancellationToken)));
    }

    [HttpGet(Routes.Approvals + ".csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File() => new ListFile<ApprovalSummary>(
        "requests", ApprovalListState.Columns, list.AllAsync(State().Filter, clock.Now(), HttpContext.RequestAborted));

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Approval([FromRoute] long id, CancellationToken cancellationToken) =>
        await PageAsync(id, new DeclineForm(), cancellationToken) is { } page ? View(PageView, page) : NotFound();

    [HttpGet("{id:long}/decline")]
    [RequirePermission(Permission.DecideRequests)]
    public IActionResult Decline([FromRoute] long id) => Redirect(Routes.Approval(id));

    [HttpPost("{id:long}/decline")]
    [RequirePermission(Permission.DecideRequests)]
    public async Task<IActionResult> Decline([FromRoute] long id, [FromForm] DeclineForm form, CancellationToken cancellationToken)
    {
        var command = new DeclineApprovalCommand(form.Key ?? "", User.Actor()) { Id = id, Reason = form.Reason };
        var note = AuditLog.NoteOf(HttpContext, "decline a request", _ => FormattableString.Invariant($"request {id}"));
        var outcome = await tools.Store.RunAsync(note, command, refusal => refusal.Field == RefusedField.Text ? nameof(form.Reason) : "",
            cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Done>)
            return this.Finish(Routes.Approval(id), "Declined. The one who asked sees your reason.");
        Response.StatusCode = ModelState.Explain(outcome);
        return await PageAsync(id, form, cancellationToken) is { } page ? View(PageView, page) : NotFound();
    }

    private ApprovalListState State() =>
        ApprovalListState.Read(Request, User.Can(Permission.DecideRequests) ? null : User.UserId());

    private async Task<ApprovalPage?> PageAsync(long id, DeclineForm form, CancellationToken cancellationToken)
    {
        if (await tools.Asking.FindAsync(id, cancellationToken) is not { } asked || !AskAdmin.MaySee(this, asked.Row)) return null;
        form.Key ??= Guid.NewGuid().ToString("D");
        return new ApprovalPage(asked, clock.Now(), form);
    }
}

/// <summary>Why a request is declined.</summary>
public sealed class DeclineForm
{
    /// <summary>The idempotency key that the form was given (R9).</summary>
    public string? Key { get; set; }

    /// <summary>Why; the one who asked reads it.</summary>
    public string? Reason { get; set; }
}

/// <summary>A request.</summary>
/// <param name="Asked">What was asked for, by whom, and what became of it.</param>
/// <param name="Now">The present moment.</param>
/// <param name="Form">Why it is declined.</param>
public sealed record ApprovalPage(ApprovalSummary Asked, DateTime Now, DeclineForm Form)
{
    /// <summary>Whether it waits for a decision.</summary>
    public bool IsOpen => Asked.Row.IsOpenAt(Now);

    /// <summary>The form as it was typed, in which an admin confirms it.</summary>
    public string FormPath => ListAddress.Of(Asked.Row.Path).With(AskAdmin.Query, FormText.Of(Asked.Row.Id)).ToString();
}

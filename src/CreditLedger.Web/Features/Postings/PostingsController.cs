using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Postings;

/// <summary>One posting, and undoing it as a whole (R24).</summary>
[Route("postings/{id:long}")]
[RequirePermission(Permission.BrowseMembers)]
public sealed class PostingsController(ShowPosting show, ShowUndo showUndo, UndoPosting undo, AuditLog audit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Posting([FromRoute] long id, [FromQuery] string? after, CancellationToken cancellationToken)
    {
        _ = long.TryParse(after, out var afterEntryId);
        var page = await show.RunAsync(id, afterEntryId, cancellationToken);
        return page is null ? NotFound() : View("Posting", page);
    }

    [HttpGet("undo")]
    [RequirePermission(Permission.Undo)]
    public Task<IActionResult> Undo([FromRoute] long id, CancellationToken cancellationToken) =>
        ShowUndoAsync(id, new UndoForm(), StatusCodes.Status200OK, cancellationToken);

    [HttpPost("undo")]
    [RequirePermission(Permission.Undo)]
    public async Task<IActionResult> RecordUndo([FromRoute] long id, [FromForm] UndoForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await ShowUndoAsync(id, form, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var outcome = await undo.RunAsync(id, form, User.Actor(), cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Undone>(var undone))
        {
            audit.Allowed(HttpContext, "undo", $"posting {id}, by posting {undone.PostingId}");
            var path = undone.OwnerId is { } owner ? BenefitTabs.PathOf(owner, undone.Kind) : $"/postings/{undone.PostingId}";
            return this.Finish(path, undone.Text);
        }

        if (outcome is KeyUsed) form.Key = null;
        return await ShowUndoAsync(id, form, ModelState.Explain(outcome), cancellationToken);
    }

    private async Task<IActionResult> ShowUndoAsync(long id, UndoForm form, int status, CancellationToken cancellationToken)
    {
        if (await showUndo.RunAsync(id, form, User.Actor(), cancellationToken) is not { } page) return NotFound();
        Response.StatusCode = status;
        return View("Undo", page);
    }
}

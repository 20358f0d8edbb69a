using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>
/// One form for each thing that is done with what remains (R23), for one credit or for many that were ticked. Asks for what will happen first (R19)
/// and records once (R9).
/// </summary>
public abstract class MoveController(MoveMode mode, ShowMove show, RecordMove record, ChooseCredits choose, AuditLog audit) : Controller
{
    private const string ViewPath = "/Features/Credits/Moves/Move.cshtml";
    private const string EffectPath = "/Features/Credits/Moves/_MoveEffect.cshtml";

    [HttpGet("")]
    public async Task<IActionResult> Form([FromRoute] long? id, CancellationToken cancellationToken)
    {
        var form = new MoveForm();
        var isCut = false;
        if (id is null)
        {
            var chosen = await choose.RunAsync(Request, cancellationToken);
            (form.Credits, form.List, isCut) = (CreditNumbers.Write(chosen.CreditIds), chosen.List, chosen.IsCut);
        }

        var page = await show.RunAsync(mode, id, form, isFilledIn: false, User.Actor(), cancellationToken);
        return page is null ? NotFound() : View(ViewPath, page with { IsCut = isCut });
    }

    [HttpPost("preview")]
    public Task<IActionResult> Preview([FromRoute] long? id, [FromForm] MoveForm form, CancellationToken cancellationToken) =>
        ShowAsync(id, form, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("")]
    public async Task<IActionResult> Record([FromRoute] long? id, [FromForm] MoveForm form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) return await ShowAsync(id, form, StatusCodes.Status422UnprocessableEntity, cancellationToken);
        var outcome = await record.RunAsync(mode, id, form, User.Actor(), cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Moved>(var moved))
        {
            audit.Allowed(HttpContext, mode.ToString().ToLowerInvariant(), $"{(id is { } one ? $"credit {one}" : "many credits")}, posting {moved.PostingId}");
            return this.Finish(moved.Path, moved.Text, moved.PostingId);
        }

        if (outcome is KeyUsed) form.Key = null;
        return await ShowAsync(id, form, ModelState.Explain(outcome), cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(long? id, MoveForm form, int status, CancellationToken cancellationToken)
    {
        if (await show.RunAsync(mode, id, form, isFilledIn: true, User.Actor(), cancellationToken) is not { } page) return NotFound();
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView(EffectPath, page) : View(ViewPath, page);
    }
}

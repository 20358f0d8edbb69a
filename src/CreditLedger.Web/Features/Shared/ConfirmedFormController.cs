using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Shared;

/// <summary>A form, its preview, and its recording as it was confirmed (R19), once (R9).</summary>
/// <param name="store">Records.</param>
/// <param name="audit">Notes what was recorded.</param>
/// <param name="act">What the audit calls it.</param>
/// <param name="view">The page.</param>
/// <param name="effectView">The part of it that says what will happen.</param>
public abstract class ConfirmedFormController<TForm, TPage>(
    LedgerStore store, AuditLog audit, string act, string view, string effectView = "_ConfirmedEffect") : Controller
    where TForm : class, IConfirmedForm, new()
    where TPage : ConfirmedPage
{
    [HttpGet("")]
    public Task<IActionResult> New([FromRoute] long id, CancellationToken cancellationToken) =>
        ShowAsync(id, new TForm(), isFilledIn: false, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("preview")]
    public Task<IActionResult> Preview([FromRoute] long id, [FromForm] TForm form, CancellationToken cancellationToken) =>
        ShowAsync(id, form, isFilledIn: true, StatusCodes.Status200OK, cancellationToken);

    [HttpPost("")]
    public async Task<IActionResult> Record([FromRoute] long id, [FromForm] TForm form, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, form, isFilledIn: true, cancellationToken) is not { } page) return NotFound();
        if (!ModelState.IsValid || page.Command is null) return Show(page, StatusCodes.Status422UnprocessableEntity);
        switch (await RecordAsync(page, page.Command, form.Confirmed, cancellationToken))
        {
            case Done recorded:
                audit.Allowed(HttpContext, act, FormattableString.Invariant(page.About(recorded)));
                return this.Finish(page.NextPath, page.Did(recorded), UndoPostingId(recorded));
            case { } result:
                if (result is KeyReused) form.Key = null;
                return await ShowAsync(id, form, isFilledIn: true, ModelState.Explain(page.Explain(result)), cancellationToken);
            default:
                return Show(page, StatusCodes.Status200OK);
        }
    }

    /// <summary>The page; none when what it is about is not there. A form that is not filled in yet has no errors.</summary>
    protected abstract Task<TPage?> LoadAsync(long id, TForm form, bool isFilledIn, CancellationToken cancellationToken);

    /// <summary>The posting that the notice offers to undo.</summary>
    protected virtual long? UndoPostingId(Done recorded) => recorded.PostingId == 0 ? null : recorded.PostingId;

    // None: what was confirmed is not what would happen now. A form that was sent before finds its own work in the way: its key says so.
    private async Task<Result?> RecordAsync(TPage page, LedgerCommand command, string? confirmed, CancellationToken cancellationToken)
    {
        if (page.Planned is not null && confirmed == page.Token) return await store.ExecuteAsync(command, cancellationToken);
        return await store.FindAsync(command, cancellationToken) ?? (page.Planned is null ? page.Preview : null);
    }

    private async Task<IActionResult> ShowAsync(long id, TForm form, bool isFilledIn, int status, CancellationToken cancellationToken) =>
        await LoadAsync(id, form, isFilledIn, cancellationToken) is { } page ? Show(page, status) : NotFound();

    private IActionResult Show(TPage page, int status)
    {
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView(effectView, page) : View(view, page);
    }
}

using CreditLedger.Ledger.Auditing;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Shared;

/// <summary>A form, its preview, and its recording as it was confirmed (R19), once (R9).</summary>
/// <param name="tools">What every form needs.</param>
/// <param name="act">What the audit calls it.</param>
/// <param name="view">The page.</param>
public abstract class ConfirmedFormController<TForm, TPage>(FormTools tools, string act, string view) : Controller
    where TForm : ConfirmedForm, new()
    where TPage : ConfirmedPage
{
    // What will happen can be told before a reason is typed.
    private const string AnyText = "Preview";

    [HttpGet("")]
    public async Task<IActionResult> New([FromRoute] long id, CancellationToken cancellationToken)
    {
        var sent = await tools.Interrupted.TakeAsync<TForm>(this) ?? await tools.Asking.TakeAsync<TForm>(this, cancellationToken);
        var form = sent ?? new TForm { MembersList = MemberListLink.Read(Request) };
        if (await PrepareAsync(id, form, isSent: sent is not null, cancellationToken) is not { } page) return NotFound();
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        return Request.Path.Equals(page.Path, StringComparison.OrdinalIgnoreCase) ? View(view, page) : Redirect(page.Path);
    }

    [HttpPost("preview")]
    public async Task<IActionResult> Preview([FromRoute] long id, [FromForm] TForm form, CancellationToken cancellationToken) =>
        await PrepareAsync(id, form, isSent: true, cancellationToken) is { } page ? Show(page, StatusCodes.Status200OK) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Record([FromRoute] long id, [FromForm] TForm form, CancellationToken cancellationToken)
    {
        if (await PrepareAsync(id, form, isSent: true, cancellationToken) is not { } page) return NotFound();
        if (page.NeedsDescription && string.IsNullOrWhiteSpace((form as PostingForm)?.Description))
            ModelState.AddOnce(nameof(PostingForm.Description), "Give a reason; the member may read it.");
        if (!ModelState.IsValid || page.Command is null) return Show(page, StatusCodes.Status422UnprocessableEntity);
        if (page.IsAsking && page.MayConfirm && page.Typed.Confirmed == page.Token)
            return await tools.Asking.AskAsync(this, page, act, cancellationToken) ?? Show(page, StatusCodes.Status409Conflict);
        switch (await RecordAsync(page, page.Command, cancellationToken))
        {
            case Done recorded:
                var mayUndo = IsUndoOffered && recorded.PostingId != 0 && (User.Can(Permission.Undo) || User.Can(Permission.UndoOwn));
                var next = MemberListLink.Keep(page.DonePath(recorded), form.MembersList);
                return page.UndoOf(recorded) is { } undo ? this.Finish(next, page.Did(recorded), new NoticeAction("Undo", undo))
                    : this.Finish(next, page.Did(recorded), mayUndo ? recorded.PostingId : null);
            case NotFound missing when form.FieldOf(missing.Refusal.Field).Length == 0:
                return NotFound();
            case { } result:
                if (result is KeyReused) form.Key = null;
                var now = await PrepareAsync(id, form, isSent: true, cancellationToken);
                var status = ModelState.Explain(page.Explain(result));
                return now is null ? NotFound() : Show(now, status);
            case null when form.Confirmed is not null:
                ModelState.AddOnce("",
                    "This is not what was shown to be confirmed. Nothing was recorded: look again, and confirm it if it is right.");
                return Show(page, StatusCodes.Status409Conflict);
            default:
                return Show(page, StatusCodes.Status200OK);
        }
    }

    /// <summary>What every form needs.</summary>
    protected FormTools Tools => tools;

    /// <summary>What the audit calls it on this page.</summary>
    protected virtual string ActOf(TPage page) => act;

    /// <summary>Whether the notice offers to undo what was recorded.</summary>
    protected virtual bool IsUndoOffered => true;

    /// <summary>The page; none when what it is about is not there.</summary>
    protected abstract Task<TPage?> LoadAsync(long id, TForm form, bool isSent, CancellationToken cancellationToken);

    /// <summary>The page with what is shown beside its effect.</summary>
    protected virtual Task<TPage> CompleteAsync(TPage page, CancellationToken cancellationToken) => Task.FromResult(page);

    /// <summary>Whether one may do it, and not only ask for it: has all that the form's address asks for.</summary>
    protected virtual bool MayRecord(TPage page) => HttpContext.GetEndpoint()!.Metadata
        .GetOrderedMetadata<RequirePermissionAttribute>().All(required => User.Can(required.Permission));

    /// <summary>Whether what will happen was shown and confirmed.</summary>
    protected virtual bool IsConfirmed(TPage page) => page.Typed.Confirmed == page.Token;

    private AuditNote NoteOf(TPage page) =>
        AuditLog.NoteOf(HttpContext, ActOf(page), done => FormattableString.Invariant(page.About(done)));

    // None: what was confirmed is not what would happen now. A form that was sent before finds its own work in the way: its key says so.
    private async Task<Result?> RecordAsync(TPage page, LedgerCommand command, CancellationToken cancellationToken)
    {
        if (page.IsAsking) return page.Planned is null ? page.Preview : null;
        if (page.MayConfirm && IsConfirmed(page))
            return await tools.Store.ExecuteAsync(page.ToRecord(command) with { Audit = NoteOf(page) }, cancellationToken);
        return await tools.Store.FindAsync(command, cancellationToken) ?? (page.Planned is null ? page.Preview : null);
    }

    private async Task<TPage?> PrepareAsync(long id, TForm form, bool isSent, CancellationToken cancellationToken)
    {
        form.EnsureKey();
        if (await LoadAsync(id, form, isSent, cancellationToken) is not { } loaded) return null;
        var page = (TPage)((ConfirmedPage)loaded with { IsAsking = !MayRecord(loaded) });
        if (page.IsAsking) form.FromRequest = null;
        var errors = ModelState.Errors().Where(error => error.Field.Length > 0).ToList();
        var asked = page.Ask(form.Key!, User.Actor(), errors);
        if (FormText.Number(form.FromRequest) is { } approval)
        {
            page = (TPage)((ConfirmedPage)page with { Approval = await tools.Asking.FindAsync(approval, cancellationToken) });
            if (asked is not null) asked = asked with { Approval = new ApprovalOf(approval, page.Path) };
        }

        Result? preview = null;
        var isWhole = errors.TrueForAll(
            error => form is PostingForm && error.Field is nameof(PostingForm.Description) or nameof(PostingForm.InternalNote));
        if (asked is not null && (isWhole || page.JudgesLines))
        {
            if (form is PostingForm texts) asked = asked with { Description = texts.Description, InternalNote = texts.InternalNote };
            var shown = page.ToPreview(asked) with
            {
                Description = asked.Description is null or { Length: > LedgerCommand.MaxTextLength } ? AnyText : asked.Description,
                InternalNote = null
            };
            preview = await tools.Store.PreviewAsync(shown, cancellationToken);
            // Of a part the rule cannot tell what is missing, nor what would happen.
            errors.AddRange(page.ErrorsOf(preview, onlyLines: !isWhole));
            if (!isWhole) preview = null;
        }

        var judged = (ConfirmedPage)page with
        { Command = preview is null ? null : asked, Preview = preview, Errors = isSent ? errors : [] };
        return await CompleteAsync((TPage)judged, cancellationToken);
    }

    private IActionResult Show(TPage page, int status)
    {
        // While one types, a field that is still empty is no mistake.
        if (Request.IsPartial())
            page = (TPage)((ConfirmedPage)page with { Errors = [.. page.Errors.Where(error => !page.Typed.IsEmpty(error.Field))] });
        foreach (var error in page.Errors) ModelState.AddOnce(error.Field, error.Message);
        Response.StatusCode = status;
        return Request.IsPartial() ? PartialView(page.EffectView, page) : View(view, page);
    }
}

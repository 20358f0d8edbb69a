using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Rows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Shared;

/// <summary>A form of the catalogue, understood as far as it can be.</summary>
/// <param name="Command">What it asks for; what could not be read is left out. None where too little of it could.</param>
/// <param name="Errors">What could not be read, field by field, and what would be right.</param>
public sealed record CatalogueInput<TRow>(SaveCommand<TRow>? Command, IReadOnlyList<FieldError> Errors)
    where TRow : VersionedRow, IVersionedRow<TRow>;

/// <summary>What every form needs to be recorded.</summary>
public sealed record FormTools(LedgerStore Store, LedgerDbContext Db, AuditLog Audit, InterruptedForm Interrupted);

/// <summary>One catalogue: the form that makes or changes a row, and taking one out of use. The list is the feature's own.</summary>
public abstract class CatalogueController<TRow, TForm>(FormTools tools) : Controller
    where TRow : VersionedRow, IVersionedRow<TRow>
    where TForm : VersionedForm, new()
{
    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken cancellationToken) =>
        await FormViewAsync(0, await tools.Interrupted.TakeAsync<TForm>(this), cancellationToken);

    [HttpPost("new")]
    public Task<IActionResult> Create([FromForm] TForm form, CancellationToken cancellationToken) => SaveAsync(0, form, cancellationToken);

    [HttpGet("{id:long:min(1)}")]
    public virtual async Task<IActionResult> Edit([FromRoute] long id, CancellationToken cancellationToken) =>
        await FormViewAsync(id, await tools.Interrupted.TakeAsync<TForm>(this), cancellationToken);

    [HttpPost("{id:long:min(1)}")]
    public virtual Task<IActionResult> Change([FromRoute] long id, [FromForm] TForm form, CancellationToken cancellationToken) =>
        SaveAsync(id, form, cancellationToken);

    [HttpPost("{id:long:min(1)}/archive")]
    public Task<IActionResult> Archive([FromRoute] long id, [FromForm] VersionedForm form, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, true, form, cancellationToken);

    [HttpPost("{id:long:min(1)}/restore")]
    public Task<IActionResult> Restore([FromRoute] long id, [FromForm] VersionedForm form, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, false, form, cancellationToken);

    /// <summary>Where the catalogue is: <c>/setup/plans</c>.</summary>
    protected virtual string Folder => $"/setup/{TRow.Noun}s";

    /// <summary>The rows, for their names and versions.</summary>
    protected abstract IQueryable<VersionedRow> Rows(LedgerDbContext db);

    /// <summary>The form, opened or with what was typed; not found where there is no such row.</summary>
    protected abstract Task<IActionResult> FormViewAsync(long id, TForm? form, CancellationToken cancellationToken);

    /// <summary>Reads what was typed.</summary>
    protected abstract Task<CatalogueInput<TRow>> ReadAsync(long id, TForm form, CancellationToken cancellationToken);

    /// <summary>The page that one goes back to when a row cannot be archived or restored.</summary>
    protected virtual Task<IActionResult> RowViewAsync(long id, CancellationToken cancellationToken) => FormViewAsync(
        id, null, cancellationToken);

    /// <summary>What archives a row, or restores it.</summary>
    protected virtual ArchiveCommand<TRow> ArchiveOf(long id, bool isArchived, string key) => new(key, User.Actor())
    { Id = id, Archived = isArchived };

    /// <summary>Whether the form was confirmed, where that is asked for (R19).</summary>
    protected virtual bool IsConfirmed(SaveCommand<TRow> command, TForm form) => true;

    /// <summary>What is said once a row is saved.</summary>
    protected virtual string SavedNotice(bool isNew, string name) => $"{name} is saved.";

    /// <summary>What is said once a row is archived or restored.</summary>
    protected abstract string ArchivedNotice(bool isArchived, string name);

    /// <summary>Where one goes once a row is saved.</summary>
    protected virtual string AfterSaving(long id) => Folder;

    /// <summary>
    /// What is wrong with a form: what could not be read, and what the rules say about the rest. Refusals of the form as a whole, such as
    /// "no lines", are left out when a line could not be read.
    /// </summary>
    protected async Task<(Result? Preview, IReadOnlyList<FieldError> Errors)> PreviewInputAsync(CatalogueInput<TRow> reading,
        CancellationToken cancellationToken)
    {
        if (reading.Command is not { } command) return (null, reading.Errors);
        var preview = await tools.Store.PreviewAsync(command, cancellationToken);
        var refusals = preview is Refused refused ? refused.Refusal.All.Where(
            refusal => refusal.Row is not null || reading.Errors.Count == 0) : [];
        return (preview,
            [.. reading.Errors, .. refusals.Select(refusal => new FieldError(CommandOutcome.FieldOf(refusal), refusal.Message))]);
    }

    private async Task<IActionResult> SaveAsync(long id, TForm form, CancellationToken cancellationToken)
    {
        if (id != 0 && !await Rows(tools.Db).AnyAsync(row => row.Id == id, cancellationToken)) return NotFound();
        var outcome = await SaveAsync(await ReadAsync(id, form, cancellationToken), form, cancellationToken);
        if (outcome is Done<Done>(var done))
        {
            var name = await NameOfAsync(done.Id, cancellationToken);
            if (done.Changed)
                tools.Audit.Allowed(HttpContext, id == 0 ? $"create {TRow.Noun}" : $"edit {TRow.Noun}", $"{TRow.Noun} {done.Id}");
            return this.Finish(AfterSaving(done.Id),
                done.Changed ? SavedNotice(id == 0, name) : $"{name} is as it was: nothing was changed.");
        }

        if (outcome is Missing) return NotFound();
        if (outcome is KeyTaken) form.Key = null;
        Response.StatusCode = ModelState.Explain(outcome);
        if (outcome is Conflict)
            form.Version = await Rows(tools.Db).Where(row => row.Id == id).Select(row => row.Version).FirstAsync(cancellationToken);
        return await FormViewAsync(id, form, cancellationToken);
    }

    private async Task<Outcome> SaveAsync(CatalogueInput<TRow> reading, TForm form, CancellationToken cancellationToken)
    {
        if (reading.Errors.Count > 0 || reading.Command is not { } command)
            return new Invalid((await PreviewInputAsync(reading, cancellationToken)).Errors);
        return IsConfirmed(command, form) ? await tools.Store.RunAsync(command, CommandOutcome.FieldOf,
            cancellationToken) : new Unconfirmed();
    }

    private async Task<IActionResult> SetArchivedAsync(long id, bool isArchived, VersionedForm form, CancellationToken cancellationToken)
    {
        var outcome = await tools.Store.RunAsync(ArchiveOf(id, isArchived, form.Key ?? ""), CommandOutcome.FieldOf, cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Done>)
        {
            tools.Audit.Allowed(HttpContext, isArchived ? $"archive {TRow.Noun}" : $"restore {TRow.Noun}", $"{TRow.Noun} {id}");
            return this.Finish($"{Folder}/{id}", ArchivedNotice(isArchived, await NameOfAsync(id, cancellationToken)));
        }

        Response.StatusCode = ModelState.Explain(outcome);
        return await RowViewAsync(id, cancellationToken);
    }

    private Task<string> NameOfAsync(long id, CancellationToken cancellationToken) =>
        Rows(tools.Db).Where(row => row.Id == id).Select(row => row.Name).FirstAsync(cancellationToken);
}

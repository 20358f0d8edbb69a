using CreditLedger.Data;
using CreditLedger.Ledger.Rows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Shared;

/// <summary>Takes a row of a catalogue out of use, or puts it back.</summary>
public abstract class ArchiveController<TRow>(FormTools tools) : Controller
    where TRow : VersionedRow, IVersionedRow<TRow>
{
    [HttpPost("{id:long:min(1)}/archive")]
    public Task<IActionResult> Archive([FromRoute] long id, [FromForm] VersionedForm form, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, true, form, cancellationToken);

    [HttpPost("{id:long:min(1)}/restore")]
    public Task<IActionResult> Restore([FromRoute] long id, [FromForm] VersionedForm form, CancellationToken cancellationToken) =>
        SetArchivedAsync(id, false, form, cancellationToken);

    /// <summary>What every form needs.</summary>
    protected FormTools Tools => tools;

    /// <summary>Where the catalogue is: <c>/setup/plans</c>.</summary>
    protected virtual string Folder => $"/setup/{TRow.Noun}s";

    /// <summary>The rows, for their names and versions.</summary>
    protected abstract IQueryable<VersionedRow> Rows(LedgerDbContext db);

    /// <summary>The page that one goes back to when a row cannot be archived or restored.</summary>
    protected abstract Task<IActionResult> RowViewAsync(long id, CancellationToken cancellationToken);

    /// <summary>What archives a row, or restores it.</summary>
    protected virtual ArchiveCommand<TRow> ArchiveOf(long id, bool isArchived, string key) => new(key, User.Actor())
    { Id = id, Archived = isArchived };

    /// <summary>What is said once a row is archived or restored.</summary>
    protected abstract string ArchivedNotice(bool isArchived, string name);

    private protected Task<string> NameOfAsync(long id, CancellationToken cancellationToken) =>
        Rows(tools.Db).Where(row => row.Id == id).Select(row => row.Name).FirstAsync(cancellationToken);

    private async Task<IActionResult> SetArchivedAsync(long id, bool isArchived, VersionedForm form, CancellationToken cancellationToken)
    {
        var note = AuditLog.NoteOf(HttpContext, isArchived ? $"archive {TRow.Noun}" : $"restore {TRow.Noun}", _ => $"{TRow.Noun} {id}");
        var outcome = await tools.Store.RunAsync(
            note, ArchiveOf(id, isArchived, form.Key ?? ""), CommandOutcome.FieldOf, cancellationToken);
        if (outcome is Missing) return NotFound();
        if (outcome is Done<Done>(var done))
            return this.Finish(
                $"{Folder}/{id}", ArchivedNotice(isArchived, await NameOfAsync(id, cancellationToken)),
                isArchived && done.Changed ? NoticeAction.Sends("Undo", $"{Folder}/{id}/restore") : null);

        Response.StatusCode = ModelState.Explain(outcome);
        return await RowViewAsync(id, cancellationToken);
    }
}

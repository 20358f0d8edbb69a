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
public sealed record FormTools(LedgerStore Store, LedgerDbContext Db, AuditLog Audit, InterruptedForm Interrupted, AskAdmin Asking);

/// <summary>One catalogue whose form is saved as it is sent. The list is the feature's own.</summary>
public abstract class CatalogueController<TRow, TForm>(FormTools tools) : ArchiveController<TRow>(tools)
    where TRow : VersionedRow, IVersionedRow<TRow>
    where TForm : VersionedForm, new()
{
    [HttpGet("new")]
    public async Task<IActionResult> New(CancellationToken cancellationToken) =>
        await FormViewAsync(0, await Tools.Interrupted.TakeAsync<TForm>(this), cancellationToken);

    [HttpPost("new")]
    public Task<IActionResult> Create([FromForm] TForm form, CancellationToken cancellationToken) => SaveAsync(0, form, cancellationToken);

    [HttpGet("{id:long:min(1)}")]
    public virtual async Task<IActionResult> Edit([FromRoute] long id, CancellationToken cancellationToken) =>
        await FormViewAsync(id, await Tools.Interrupted.TakeAsync<TForm>(this), cancellationToken);

    [HttpPost("{id:long:min(1)}")]
    public virtual Task<IActionResult> Change([FromRoute] long id, [FromForm] TForm form, CancellationToken cancellationToken) =>
        SaveAsync(id, form, cancellationToken);

    /// <summary>The form, opened or with what was typed; not found where there is no such row.</summary>
    protected abstract Task<IActionResult> FormViewAsync(long id, TForm? form, CancellationToken cancellationToken);

    /// <summary>Reads what was typed.</summary>
    protected abstract Task<CatalogueInput<TRow>> ReadAsync(long id, TForm form, CancellationToken cancellationToken);

    /// <inheritdoc />
    protected override Task<IActionResult> RowViewAsync(long id, CancellationToken cancellationToken) => FormViewAsync(
        id, null, cancellationToken);

    /// <summary>What is said once a row is saved.</summary>
    protected virtual string SavedNotice(bool isNew, string name) => $"{name} is saved.";

    /// <summary>Where one goes once a row is saved.</summary>
    protected virtual string AfterSaving(long id) => Folder;

    private async Task<IActionResult> SaveAsync(long id, TForm form, CancellationToken cancellationToken)
    {
        if (id != 0 && !await Rows(Tools.Db).AnyAsync(row => row.Id == id, cancellationToken)) return NotFound();
        var outcome = await SaveAsync(id, await ReadAsync(id, form, cancellationToken), cancellationToken);
        if (outcome is Done<Done>(var done))
        {
            var name = await NameOfAsync(done.Id, cancellationToken);
            return this.Finish(AfterSaving(done.Id),
                done.Changed ? SavedNotice(id == 0, name) : $"{name} is unchanged.");
        }

        if (outcome is Missing) return NotFound();
        if (outcome is KeyTaken) form.Key = null;
        Response.StatusCode = ModelState.Explain(outcome);
        if (outcome is Conflict)
            form.Version = await Rows(Tools.Db).Where(row => row.Id == id).Select(row => row.Version).FirstAsync(cancellationToken);
        return await FormViewAsync(id, form, cancellationToken);
    }

    // What could not be read, and what the rules say about the rest. Refusals of the form as a whole, such as "no lines", are left out
    // when a line could not be read.
    private async Task<Outcome> SaveAsync(long id, CatalogueInput<TRow> reading, CancellationToken cancellationToken)
    {
        if (reading.Command is not { } command) return new Invalid(reading.Errors);
        var note = AuditLog.NoteOf(
            HttpContext, id == 0 ? $"create {TRow.Noun}" : $"edit {TRow.Noun}", done => $"{TRow.Noun} {done.Id}");
        if (reading.Errors.Count == 0) return await Tools.Store.RunAsync(note, command, CommandOutcome.FieldOf, cancellationToken);
        var rest = await Tools.Store.PreviewAsync(command, cancellationToken) is Refused refused
            ? refused.Refusal.All.Where(refusal => refusal.Row is not null) : [];
        return new Invalid(
            [.. reading.Errors, .. rest.Select(refusal => new FieldError(CommandOutcome.FieldOf(refusal), refusal.Message))]);
    }
}

using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Import;

/// <summary>
/// Rows of the catalogue by their reference, a thousand at a time, each as the command that a form would send. A column that the file does
/// not have leaves what is there.
/// </summary>
internal abstract class CatalogueImport<TRow>(ImportRun run)
    where TRow : VersionedRow, IVersionedRow<TRow>
{
    private const int RowsPerChunk = 1_000;

    private readonly Cell _reference = run.Column("reference");
    private readonly Cell _name = run.Column("name");
    private readonly List<(long Line, string Reference, Func<TRow?, SaveCommand<TRow>> Command)> _chunk = [];

    protected ImportRun Run { get; } = run;

    /// <summary>Reads the file to its end in a session that the caller commits.</summary>
    public async Task RunAsync(BulkSession session, CancellationToken cancellationToken)
    {
        while (Run.Next())
        {
            var reference = _reference.Text(100, required: true);
            Run.RefuseRepeated("reference", reference);
            var name = _name.Text(VersionedRow.MaxNameLength, required: true);
            var command = Parse(reference ?? "", name ?? "");
            if (!Run.IsRefused) _chunk.Add((Run.Line, reference!, command));
            if (_chunk.Count == RowsPerChunk) await SaveAsync(session, cancellationToken);
        }

        await SaveAsync(session, cancellationToken);
    }

    /// <summary>Reads the present row: the command that it asks for, by the row that has the reference already.</summary>
    protected abstract Func<TRow?, SaveCommand<TRow>> Parse(string reference, string name);

    /// <summary>Adds notes to the outcome about a row that was saved.</summary>
    /// <param name="known">The row before the command; null for a new one.</param>
    /// <param name="command">What was asked for.</param>
    /// <param name="done">The result.</param>
    protected virtual void Saved(TRow? known, SaveCommand<TRow> command, Done done)
    {
    }

    /// <summary>A key of its own: what has been imported before is known by its reference and left as it is.</summary>
    protected static string NewKey() => $"import:{Guid.NewGuid():N}";

    protected static Actor Actor => Actor.Job(JobName.Import);

    private async Task SaveAsync(BulkSession session, CancellationToken cancellationToken)
    {
        if (_chunk.Count == 0) return;
        var known = new Dictionary<string, TRow>(StringComparer.Ordinal);
        var reference = TRow.Table.Columns[TRow.Table.PlaceOf("Reference")].Property;
        await session.Transaction.ReadRowsAsync(
            [.. _chunk.Select(row => RowQuery.Of<TRow>(reference.Name, row.Reference))],
            row => known[(string)reference.GetValue(row)!] = (TRow)row,
            cancellationToken);
        List<SaveCommand<TRow>> commands = [.. _chunk.Select(row => row.Command(known.GetValueOrDefault(row.Reference)))];
        var results = await session.ExecuteAsync([.. commands], cancellationToken);
        foreach (var (index, result) in results.Index())
        {
            if (result is Refused { Refusal: var refusal })
                Run.RefuseEarlier(_chunk[index].Line, RefusalText.ColumnOf(refusal.Field, commands[index]), refusal.Message);
            else if (result is not Done done)
                throw new InvalidOperationException($"The ledger answered {result} to a command with a new key.");
            else
            {
                Run.Counts.Saved(isNew: commands[index].Id == 0, done.Changed);
                Saved(known.GetValueOrDefault(_chunk[index].Reference), commands[index], done);
            }
        }

        _chunk.Clear();
    }
}

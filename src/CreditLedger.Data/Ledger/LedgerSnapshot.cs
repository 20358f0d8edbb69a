using System.Data.Common;
using CreditLedger.Data.Verification;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// Readers that share one consistent view of the database, unaffected by later writes. Several may read at the same time, each from one
/// thread.
/// </summary>
internal abstract class LedgerSnapshot : IAsyncDisposable
{
    /// <summary>How many differences one check names.</summary>
    public const int MaxDifferences = 10;

    /// <summary>Opens a long read on a reader of its own; <c>@from</c> and <c>@to</c> bound its keys.</summary>
    public abstract RowCursor Open(string text, long from = 0, long to = 0);

    /// <summary>Takes a reader for looking single rows up.</summary>
    public abstract SnapshotReader Take();

    /// <summary>Checks specific to the engine: its pages and its schema. The longest first.</summary>
    public abstract IReadOnlyList<Check> Checks { get; }

    /// <summary>What the engine says when what it reads is damaged; nothing when the exception is something else.</summary>
    public abstract string? DamageIn(Exception exception);

    /// <summary>Describes the first rows of a query: all, or those that are wrong.</summary>
    public List<Difference> Find(
        string text, Func<RowCursor, Difference> describe, Func<RowCursor, bool>? isWrong = null, long from = 0, long to = 0)
    {
        var differences = new List<Difference>();
        using var cursor = Open(text, from, to);
        while (differences.Count < MaxDifferences && cursor.Read())
        {
            if (isWrong is null || isWrong(cursor)) differences.Add(describe(cursor));
        }

        return differences;
    }

    /// <summary>The number that a query gives.</summary>
    public long Count(string text)
    {
        using var cursor = Open(text);
        return cursor.Read() ? cursor.Number(0) : 0;
    }

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}

/// <summary>A reader of a snapshot, taken until it is disposed of.</summary>
internal sealed class SnapshotReader(DbConnection connection, DbTransaction? transaction, Action giveBack) : IDisposable
{
    /// <summary>A command that reads as of the snapshot's moment.</summary>
    public DbCommand Command(string text)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Every text is a constant of this assembly.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command;
    }

    /// <inheritdoc />
    public void Dispose() => giveBack();
}

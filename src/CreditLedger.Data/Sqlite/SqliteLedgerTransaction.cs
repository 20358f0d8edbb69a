using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.Json;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Sqlite;

/// <summary>A transaction on SQLite: prepared statements, ids counted on from the last row under the write lock.</summary>
/// <param name="writer">The connection, with a transaction open.</param>
/// <param name="file">The file that is written to, under the write lock; none for a transaction that only reads.</param>
/// <param name="release">Gives the connection back; told whether it is sound.</param>
internal sealed class SqliteLedgerTransaction(SqliteWriter writer, SqliteFile? file, Action<bool> release) : LedgerTransaction
{
    private static readonly string[] ParameterNames = [.. Enumerable.Range(0, 16).Select(index => $"@p{index}")];

    private const string InList = "IN (SELECT value FROM json_each(@ids))";

    private readonly Dictionary<string, long> _lastIds = new(StringComparer.Ordinal);
    private bool _isDone;

    public override DbCommand Command(string text) => writer.Command(text);

    public override object ToParameter(DateTime instant) => SqliteInstant.ToMilliseconds(instant);

    public override DateTime ReadInstant(DbDataReader reader, int column) => SqliteInstant.FromMilliseconds(reader.GetInt64(column));

    public override string ForUpdate => "";

    public override string HoldShared => "";

    public override string FirstRows(string select, int rows) => $"{select} LIMIT {rows}";

    public override async Task RunManyAsync(string text, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        if (file is null) throw new InvalidOperationException("This transaction only reads.");
        var command = Command(text);
        foreach (var values in rows)
        {
            for (var index = 0; index < values.Length; index++) Set(command, ParameterNames[index], values[index]);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // The whole database is locked already.
    public override Task LockOwnersAsync(IReadOnlyList<long> ownerIds, CancellationToken cancellationToken) => Task.CompletedTask;

    public override string SelectHeads =>
        """
        SELECT m.Id, e.Sequence, e.Hash, m.MergedIntoId FROM Members m
        LEFT JOIN LedgerEntries e ON e.OwnerId = m.Id AND e.Sequence = (SELECT MAX(x.Sequence) FROM LedgerEntries x WHERE x.OwnerId = m.Id)
        WHERE m.Id {ids}
        """;

    public override long NextId(LedgerTable table)
    {
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_lastIds, table.Name, out var isKnown);
        if (!isKnown) last = writer.Statement($"SELECT COALESCE(MAX(Id), 0) FROM {table.Name}").Number();
        return ++last;
    }

    protected override Task WriteAsync(LedgerTable table, RelatedOperation operation, IReadOnlyList<object> rows,
        CancellationToken cancellationToken)
    {
        if (file is null) throw new InvalidOperationException("This transaction only reads.");
        if (rows.Count == 0) return Task.CompletedTask;
        var statement = writer.Statement(TableText.Of(table, operation, "?"));
        foreach (var row in rows)
        {
            table.Write(row, statement);
            statement.Run();
        }

        return Task.CompletedTask;
    }

    // The whole database is locked already, so nothing is taken row by row.
    public override Task ReadRowsAsync(IReadOnlyList<RowQuery> queries, Action<object> read, CancellationToken cancellationToken)
    {
        var (table, columns) = (queries[0].Table, queries[0].Columns);
        var values = columns.Count == 1
            ? "SELECT value" : $"SELECT {string.Join(", ", columns.Select((_, index) => $"json_extract(value, '$[{index}]')"))}";
        var where = $"({string.Join(", ", columns.Select(column => "t." + column))}) IN ({values} FROM json_each(@ids))";
        var command = Command(TableText.Select(table, "", where, queries[0].Present));
        Set(command, "@ids", JsonSerializer.Serialize(queries.Select(query => query.Values.Count == 1 ? query.Values[0] : query.Values)));
        return ReadAsync(command, Rows(source => read(table.ReadRow(source, 0))), cancellationToken);
    }

    // Straight from the statement: through ADO.NET the reading of a posting's few rows took longer than their lookup.
    protected override Task ReadRowsAsync<T>(
        string text, IReadOnlyCollection<T> values, Action<IColumnSource> read, (string Name, object Value)[] parameters,
        CancellationToken cancellationToken)
    {
        var rows = values.Count == 1
            ? writer.Cursor(text.Replace("{ids}", "= @ids", StringComparison.Ordinal)).Set("@ids", values.First())
            : writer.Cursor(text.Replace("{ids}", InList, StringComparison.Ordinal)).Set("@ids", JsonSerializer.Serialize(values));
        foreach (var (name, value) in parameters) rows.Set(name, value);
        try
        {
            while (rows.Read()) read(rows);
        }
        finally
        {
            rows.Rewind();
        }

        return Task.CompletedTask;
    }

    protected override ReaderSource NewSource() => new SqliteReaderSource();

    public override Task CommitAsync(CancellationToken cancellationToken)
    {
        writer.Statement("COMMIT").Run();
        _isDone = true;
        file?.ThrowIfMoved();
        return Task.CompletedTask;
    }

    // Otherwise the -wal file keeps the size of the largest transaction. Does not wait for readers.
    public override void Tidy() =>
        writer.Run("PRAGMA busy_timeout=0; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout=60000");

    public override ValueTask DisposeAsync()
    {
        var isSound = true;
        try
        {
            if (!_isDone && writer.IsInTransaction) writer.Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // What failed first is on its way to the caller; this connection is given up.
            isSound = false;
        }
        finally
        {
            release(isSound);
        }

        return ValueTask.CompletedTask;
    }

    // One parameter however long the list: binding hundreds by name costs more than looking their rows up.
    protected override Task ReadListAsync<T>(
        string text, IReadOnlyCollection<T> values, Action<DbDataReader> read, (string Name, object Value)[] parameters,
        CancellationToken cancellationToken)
    {
        var command = Command(text.Replace("{ids}", InList, StringComparison.Ordinal));
        Set(command, "@ids", JsonSerializer.Serialize(values));
        foreach (var (name, value) in parameters) Set(command, name, value);
        return ReadAsync(command, read, cancellationToken);
    }

    private sealed class SqliteReaderSource : ReaderSource
    {
        public override long Number(int place) => Reader.GetInt64(place);

        public override DateTime Instant(int place) => SqliteInstant.FromMilliseconds(Reader.GetInt64(place));
    }
}

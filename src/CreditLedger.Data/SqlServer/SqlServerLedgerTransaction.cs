using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>A transaction on SQL Server. Few rows go as parameters, many by bulk copy, with constraints checked either way.</summary>
internal sealed class SqlServerLedgerTransaction(
    SqlConnection connection, SqlTransaction transaction, SqlServerIds ids, bool mayWrite) : LedgerTransaction
{
    private const int FewRows = 20;
    private const int RowsPerCopy = 4_000;

    /// <summary>Values in one round trip of many statements: below the limit of 2,100 parameters.</summary>
    private const int ParametersPerTrip = 1_600;

    /// <summary>How many values one IN list holds: well below the limit of 2,100 parameters.</summary>
    private const int ValuesPerList = 400;

    private static readonly string[] ListNames =
        [.. Enumerable.Range(0, ValuesPerList).Select(index => "@id" + index.ToString(CultureInfo.InvariantCulture))];
    private static readonly string InList = $"IN ({string.Join(',', ListNames)})";

    private readonly Dictionary<string, SqlCommand> _commands = new(StringComparer.Ordinal);
    private long _lastMemberId;

    public override SqlCommand Command(string text)
    {
        if (_commands.TryGetValue(text, out var command)) return command;
        command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Every text is a constant of this assembly.
        command.CommandText = text;
#pragma warning restore CA2100
        command.CommandTimeout = 60;
        _commands.Add(text, command);
        return command;
    }

    public override object ToParameter(DateTime instant) => instant;

    public override DateTime ReadInstant(DbDataReader reader, int column) =>
        DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);

    public override string ForUpdate => mayWrite ? " WITH (UPDLOCK, ROWLOCK)" : "";

    // A row that does not qualify, because nothing has changed, would be let go under REPEATABLEREAD.
    public override string HoldShared => mayWrite ? " WITH (HOLDLOCK, ROWLOCK)" : "";

    public override string FirstRows(string select, int rows) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT TOP ({rows}) {select.TrimStart()["SELECT ".Length..]}");

    // Many statements to a round trip; the last lot is filled up with its last row, so that the server sees one text and keeps one plan.
    public override async Task RunManyAsync(string text, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        if (!mayWrite) throw new InvalidOperationException("This transaction only reads.");
        if (rows.Count == 0) return;
        var width = rows[0].Length;
        var isInsert = text.StartsWith("INSERT", StringComparison.OrdinalIgnoreCase);
        var perTrip = isInsert || rows.Count <= FewRows ? 1 : ParametersPerTrip / width;
        foreach (var lot in rows.Chunk(perTrip))
        {
            var command = Command(string.Join(";\n", Enumerable.Range(0, perTrip).Select(row => Renamed(text, width, row * width))));
            command.Parameters.Clear();
            for (var row = 0; row < perTrip; row++)
            {
                var values = lot[Math.Min(row, lot.Length - 1)];
                for (var index = 0; index < width; index++)
                    Set(command, string.Create(CultureInfo.InvariantCulture, $"@p{(row * width) + index}"), values[index]);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // Writers to one owner queue here instead of colliding at the sequence; in the order of ids, so that two never wait for each other.
    public override async Task LockOwnersAsync(IReadOnlyList<long> ownerIds, CancellationToken cancellationToken)
    {
        if (mayWrite)
            await ReadByIdsAsync("SELECT Id FROM Members WITH (UPDLOCK, ROWLOCK) WHERE Id {ids} ORDER BY Id", ownerIds, _ => { },
            cancellationToken);
    }

    public override long NextId(LedgerTable table) => table == SqlServerMembers.Table ? NextMemberId() : ids.NextId(table);

    // Other transactions that add members wait until this one ends.
    private long NextMemberId()
    {
        if (_lastMemberId == 0) _lastMemberId = (long)Command(SqlServerMembers.LastId).ExecuteScalar()!;
        return ++_lastMemberId;
    }

    public override string SelectHeads =>
        """
        SELECT m.Id, e.Sequence, e.Hash, m.MergedIntoId FROM Members m
        OUTER APPLY (SELECT TOP 1 x.Sequence, x.Hash FROM LedgerEntries x WHERE x.OwnerId = m.Id ORDER BY x.Sequence DESC) e
        WHERE m.Id {ids}
        """;

    protected override async Task WriteAsync(
        LedgerTable table, RelatedOperation operation, IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        if (!mayWrite) throw new InvalidOperationException("This transaction only reads.");
        if (rows.Count > FewRows && operation == RelatedOperation.Insert) await CopyAsync(table, rows, cancellationToken);
        else if (rows.Count > FewRows && operation == RelatedOperation.Update) await UpdateAsync(table, rows, cancellationToken);
        else
        {
            var command = Command(SqlServerMembers.WithKeys(table, operation, TableText.Of(table, operation, "@p")));
            foreach (var row in rows)
            {
                var values = SqlServerValues.Of(table, row);
                command.Parameters.Clear();
                for (var place = 0; place < values.Length; place++)
                {
                    var column = table.Columns[place];
                    var isNamed = operation switch
                    {
                        RelatedOperation.Insert => true,
                        RelatedOperation.Update => column.IsKey || !column.IsFixed,
                        RelatedOperation.Delete => column.IsKey
                    };
                    if (isNamed)
                        command.Parameters.Add(
                        SqlServerValues.ToParameter(column, string.Create(CultureInfo.InvariantCulture, $"@p{place + 1}"), values[place]));
                }

                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    public override Task ReadRowsAsync(IReadOnlyList<RowQuery> queries, Action<object> read, CancellationToken cancellationToken)
    {
        var (table, columns) = (queries[0].Table, queries[0].Columns);
        var places = columns.Select((column, index) => SqlServerValues.JsonColumn(table.Columns[table.PlaceOf(column)], index));
        var where =
            $"EXISTS (SELECT 1 FROM OPENJSON(@ids) WITH ({string.Join(", ", places)}) k " +
            $"WHERE {string.Join(" AND ", columns.Select(column => $"k.{column} = t.{column}"))})";
        var command = Command(TableText.Select(table, queries.Any(query => query.ForUpdate) ? ForUpdate : "", where, queries[0].Present));
        Set(command, "@ids", JsonSerializer.Serialize(queries.Select(query => query.Values)));
        return ReadAsync(command, Rows(source => read(table.ReadRow(source, 0))), cancellationToken);
    }

    protected override ReaderSource NewSource() => new SqlServerReaderSource();

    public override Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values) await command.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    // The last list is filled up with its last value, so that the server sees one text and keeps one plan.
    protected override async Task ReadListAsync<T>(
        string text, IReadOnlyCollection<T> values, Action<DbDataReader> read, (string Name, object Value)[] parameters,
        CancellationToken cancellationToken)
    {
        var command = Command(text.Replace("{ids}", InList, StringComparison.Ordinal));
        foreach (var list in values.Chunk(ValuesPerList))
        {
            for (var index = 0; index < ValuesPerList; index++) Set(command, ListNames[index], list[Math.Min(index, list.Length - 1)]);
            foreach (var (name, value) in parameters) Set(command, name, value);
            await ReadAsync(command, read, cancellationToken);
        }
    }

    // From the last parameter to the first, so that @p1 is not taken for the beginning of @p10.
    private static string Renamed(string text, int width, int first)
    {
        for (var index = width - 1; index >= 0; index--)
            text = text.Replace(string.Create(CultureInfo.InvariantCulture, $"@p{index}"),
                string.Create(CultureInfo.InvariantCulture, $"@q{first + index}"), StringComparison.Ordinal);
        return text.Replace("@q", "@p", StringComparison.Ordinal);
    }

    // Below 5,000 rows a statement: from there on SQL Server may lock the whole table.
    private async Task CopyAsync(LedgerTable table, IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        var options = SqlBulkCopyOptions.CheckConstraints | SqlBulkCopyOptions.FireTriggers;
        if (table == SqlServerMembers.Table) options |= SqlBulkCopyOptions.KeepIdentity;
        foreach (var chunk in rows.Chunk(RowsPerCopy))
        {
            using var copy = new SqlBulkCopy(connection, options, transaction) { DestinationTableName = table.Name, BulkCopyTimeout = 300 };
            foreach (var column in table.Columns) copy.ColumnMappings.Add(column.Name, column.Name);
            using var reader = SqlServerValues.ToReader(table, chunk);
            await copy.WriteToServerAsync(reader, cancellationToken);
        }
    }

    // One statement for a chunk; of several changes of one row the last counts.
    private async Task UpdateAsync(LedgerTable table, IReadOnlyList<object> rows, CancellationToken cancellationToken)
    {
        var columns = table.Keys.Concat(table.Changeable).ToList();
        var set = string.Join(", ", table.Changeable.Select(column => $"{column.Name} = j.{column.Name}"));
        var with = string.Join(", ", columns.Select(SqlServerValues.JsonColumn));
        var on = string.Join(" AND ", table.Keys.Select(column => $"t.{column.Name} = j.{column.Name}"));
        var command = Command($"UPDATE t SET {set} FROM {table.Name} t JOIN OPENJSON(@rows) WITH ({with}) j ON {on}");
        var last = new Dictionary<string, object?[]>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var values = SqlServerValues.Of(table, row);
            var picked = columns.ConvertAll(column => SqlServerValues.ToJson(values[table.PlaceOf(column.Name)]));
            last[string.Join('|', picked.Take(table.Keys.Count))] = [.. picked];
        }

        foreach (var chunk in last.Values.Chunk(RowsPerCopy))
        {
            Set(command, "@rows", JsonSerializer.Serialize(chunk));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed class SqlServerReaderSource : ReaderSource
    {
        public override long Number(int place) => Reader.GetValue(place) switch
        {
            long number => number,
            int number => number,
            bool flag => flag ? 1 : 0,
            var other => throw new InvalidCastException($"{other.GetType().Name} is no whole number."),
        };

        public override DateTime Instant(int place) => DateTime.SpecifyKind(Reader.GetDateTime(place), DateTimeKind.Utc);
    }
}

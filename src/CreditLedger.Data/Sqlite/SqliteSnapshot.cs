using System.Collections.Concurrent;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Verification;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// Read transactions that all start from the same commit: they are restarted until no commit happened while they began. Writers are not
/// blocked, and read-only files can be read.
/// </summary>
internal sealed class SqliteSnapshot : LedgerSnapshot
{
    private const int SqliteError = 1;

    private const string SchemaText =
        """
        SELECT type, name, tbl_name, sql FROM sqlite_master
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' AND name <> '__EFMigrationsLock'
        """;

    private static readonly Lazy<Dictionary<string, (string Table, string Text)>> RightSchema = new(CreateSchema);

    private readonly ConcurrentBag<SqliteConnection> _free;
    private readonly List<SqliteConnection> _all;

    private SqliteSnapshot(List<SqliteConnection> readers)
    {
        (_all, _free) = (readers, [.. readers]);
        Checks =
        [
            .. Tables().Select(table => new Check(table, () => CheckPages(table))),
            new Check("The database", CheckReferences),
            new Check("The database", CheckSchema),
        ];
    }

    public override IReadOnlyList<Check> Checks { get; }

    public static async Task<LedgerSnapshot> OpenAsync(string connectionString, int readers, CancellationToken cancellationToken)
    {
        var connections = new List<SqliteConnection>();
        try
        {
            using var watch = Connect(connectionString);
            while (connections.Count < readers) connections.Add(Connect(connectionString));
            while (true)
            {
                var before = Number(watch, "PRAGMA data_version");
                foreach (var connection in connections)
                {
                    Run(connection, "BEGIN");
                    Number(connection, "SELECT COUNT(*) FROM sqlite_master");
                }

                if (Number(watch, "PRAGMA data_version") == before) return new SqliteSnapshot(connections);
                foreach (var connection in connections) Run(connection, "ROLLBACK");
                await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            }
        }
        catch
        {
            foreach (var connection in connections) await connection.DisposeAsync();
            throw;
        }
    }

    public override RowCursor Open(string text, long from = 0, long to = 0)
    {
        var connection = TakeConnection();
        try
        {
            return new SqliteRowCursor(connection, text, () => _free.Add(connection)).Set("@from", from).Set("@to", to);
        }
        catch
        {
            _free.Add(connection);
            throw;
        }
    }

    public override SnapshotReader Take()
    {
        var connection = TakeConnection();
        return new SnapshotReader(connection, null, () => _free.Add(connection));
    }

    // A column or table that is not there has lost its name in the file: what is asked for here is this version's schema.
    public override string? DamageIn(Exception exception) =>
        SqliteFaults.IsDamage(exception) || exception is SqliteException { SqliteErrorCode: SqliteError } ? exception.Message : null;

    public override async ValueTask DisposeAsync()
    {
        foreach (var connection in _all) await connection.DisposeAsync();
    }

    private static SqliteConnection Connect(string connectionString)
    {
        // Not pooled: these settings suit long reads only, and the pool would keep the file open.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            connection.Open();
            Run(connection, "PRAGMA busy_timeout=60000; PRAGMA mmap_size=2147418112");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Run(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this assembly.
        command.CommandText = text;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string text)
    {
        using var cursor = new SqliteRowCursor(connection, text);
        return cursor.Read() ? cursor.Number(0) : 0;
    }

    private SqliteConnection TakeConnection() =>
        _free.TryTake(out var connection) ? connection : throw new InvalidOperationException("All readers of the snapshot are taken.");

    // Entries first: their pages and indexes take longer than those of all other tables together.
    private List<string> Tables()
    {
        var tables = new List<string>();
        using var cursor = Open("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name <> 'LedgerEntries', name");
        while (cursor.Read()) tables.Add(cursor.Text(0));
        return tables;
    }

    // Every page of the table and its indexes, each index entry against its row, and every CHECK. SQLite does not enforce column types, and
    // reads an empty BLOB as 0, so the type of every value is checked too.
    private List<Difference> CheckPages(string table)
    {
        var differences = new List<Difference>();
        using (var cursor = Open($"PRAGMA integrity_check('{table}')"))
        {
            while (cursor.Read() && differences.Count < MaxDifferences)
            {
                var said = cursor.Text(0);
                if (said != "ok") differences.Add(new Difference(table, null, $"the file is damaged: {said}"));
            }
        }

        var types = new List<string>();
        using (var columns = Open($"SELECT name, lower(type) FROM pragma_table_info('{table}') WHERE type <> ''"))
        {
            while (columns.Read()) types.Add($"typeof(\"{columns.Text(0)}\") NOT IN ('{columns.Text(1)}', 'null')");
        }

        if (types.Count == 0) return differences;
        using var rows = Open($"SELECT COUNT(*) FROM \"{table}\" WHERE {string.Join(" OR ", types)}");
        if (rows.Read() && rows.Number(0) > 0)
            differences.Add(new Difference(table, null, $"{rows.Number(0)} of its rows hold a value of another type than its column"));
        return differences;
    }

    private List<Difference> CheckReferences()
    {
        var differences = new List<Difference>();
        using var cursor = Open("PRAGMA foreign_key_check");
        while (cursor.Read() && differences.Count < MaxDifferences)
        {
            differences.Add(new Difference(cursor.Text(0), cursor.IsNull(1) ? null : cursor.Number(1),
                $"refers to a row of {cursor.Text(2)} that is missing or is of another kind or owner"));
        }

        return differences;
    }

    // As this version's migrations create it, word by word: tables with their CHECKs, indexes, triggers.
    private List<Difference> CheckSchema()
    {
        var expected = RightSchema.Value;
        var found = Schema(Open(SchemaText));
        return
        [
            .. expected.Where(part => !found.ContainsKey(part.Key)).Select(part =>
                new Difference(part.Value.Table, null, $"its {part.Key} is missing")),
            .. found.Where(part => !expected.ContainsKey(part.Key) && part.Key.StartsWith("trigger", StringComparison.Ordinal))
                .Select(part => new Difference(part.Value.Table, null, $"has a {part.Key}, which is not one of this program")),
            .. found.Where(part => expected.TryGetValue(part.Key, out var right) && right.Text != part.Value.Text)
                .Select(part => new Difference(part.Value.Table, null, $"its {part.Key} is not as it was created")),
        ];
    }

    private static Dictionary<string, (string Table, string Text)> CreateSchema()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var context = new SqliteLedgerDbContext(new DbContextOptionsBuilder<SqliteLedgerDbContext>().UseSqlite(connection).Options);
        context.Database.Migrate();
        return Schema(new SqliteRowCursor(connection, SchemaText));
    }

    private static Dictionary<string, (string Table, string Text)> Schema(RowCursor cursor)
    {
        using (cursor)
        {
            var parts = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
            while (cursor.Read()) parts[$"{cursor.Text(0)} {cursor.Text(1)}"] = (cursor.Text(2), cursor.Text(3));
            return parts;
        }
    }
}

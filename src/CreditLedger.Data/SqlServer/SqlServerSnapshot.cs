using System.Collections.Concurrent;
using System.Data;
using CreditLedger.Data.Configurations;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Verification;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>
/// Snapshot transactions that all began while a shared lock on the postings let no writer of the ledger commit. Where the database does not
/// allow snapshots, that lock is held until the end: writers wait as long as the reading takes.
/// </summary>
internal sealed class SqlServerSnapshot : LedgerSnapshot
{
    private const string LockPostings = "SELECT TOP (1) Id FROM Postings WITH (TABLOCK, HOLDLOCK)";

    private const string AllowsSnapshots = "SELECT CAST(snapshot_isolation_state AS int) FROM sys.databases WHERE name = DB_NAME()";

    private readonly ConcurrentBag<(SqlConnection Connection, SqlTransaction Transaction)> _free;
    private readonly List<SqlConnection> _all;

    private SqlServerSnapshot(List<(SqlConnection Connection, SqlTransaction Transaction)> readers, SqlConnection? holder)
    {
        _free = [.. readers];
        _all = [.. readers.Select(reader => reader.Connection)];
        if (holder is not null) _all.Add(holder);
    }

    public override IReadOnlyList<Check> Checks => [new Check("The database", CheckSchema)];

    public static async Task<LedgerSnapshot> OpenAsync(string connectionString, int readers, CancellationToken cancellationToken)
    {
        var opened = new List<SqlConnection>();
        try
        {
            var holder = await ConnectAsync();
            var isAllowed = await NumberAsync(holder, null, AllowsSnapshots) == 1;
            var held = (SqlTransaction)await holder.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
            await NumberAsync(holder, held, LockPostings);
            var taken = new List<(SqlConnection, SqlTransaction)>();
            while (taken.Count < readers)
            {
                var connection = await ConnectAsync();
                var transaction = (SqlTransaction)await connection.BeginTransactionAsync(
                    isAllowed ? IsolationLevel.Snapshot : IsolationLevel.ReadCommitted, cancellationToken);

                // A snapshot is that of its first read.
                await NumberAsync(connection, transaction, "SELECT TOP (1) Id FROM Postings");
                taken.Add((connection, transaction));
            }

            if (!isAllowed) return new SqlServerSnapshot(taken, holder);
            await held.RollbackAsync(cancellationToken);
            await holder.DisposeAsync();
            return new SqlServerSnapshot(taken, null);
        }
        catch
        {
            foreach (var connection in opened) await connection.DisposeAsync();
            throw;
        }

        async Task<SqlConnection> ConnectAsync()
        {
            var connection = new SqlConnection(connectionString);
            opened.Add(connection);
            await connection.OpenAsync(cancellationToken);
            return connection;
        }

        async Task<long> NumberAsync(SqlConnection connection, SqlTransaction? transaction, string text)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
#pragma warning disable CA2100 // Every text is a constant of this assembly.
            command.CommandText = text;
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync(cancellationToken) switch { long number => number, int number => number, _ => 0 };
        }
    }

    public override RowCursor Open(string text, long from = 0, long to = 0)
    {
        var reader = TakeReader();
        try
        {
            return new SqlServerRowCursor(reader.Connection, reader.Transaction, text, from, to, () => _free.Add(reader));
        }
        catch
        {
            _free.Add(reader);
            throw;
        }
    }

    public override SnapshotReader Take()
    {
        var reader = TakeReader();
        return new SnapshotReader(reader.Connection, reader.Transaction, () => _free.Add(reader));
    }

    // 823 to 825: a page cannot be read or is not as it was written; 605: it belongs to something else.
    public override string? DamageIn(Exception exception) =>
        exception is SqlException { Number: 605 or 823 or 824 or 825 } ? exception.Message : null;

    public override async ValueTask DisposeAsync()
    {
        foreach (var connection in _all) await connection.DisposeAsync();
    }

    private (SqlConnection Connection, SqlTransaction Transaction) TakeReader() =>
        _free.TryTake(out var reader) ? reader : throw new InvalidOperationException("All readers of the snapshot are taken.");

    // Whether what guards the ledger is there and in force; what its pages hold is for DBCC CHECKDB to say.
    private List<Difference> CheckSchema()
    {
        var triggers = Names(
            "SELECT t.name FROM sys.triggers t WHERE t.is_disabled = 0 AND t.parent_class = 1");
        var differences = LedgerTriggers.Tables.SelectMany(table => LedgerTriggers.Of(table)
            .Where(trigger => !triggers.Contains(trigger))
            .Select(trigger => new Difference(table.Name, null, $"its trigger {trigger} is missing or switched off"))).ToList();
        if (!triggers.Contains(BookingConfiguration.NoOverlap))
            differences.Add(new Difference("Bookings", null, $"its trigger {BookingConfiguration.NoOverlap} is missing or switched off"));
        using var cursor = Open(
            """
            SELECT OBJECT_NAME(parent_object_id), name FROM sys.check_constraints WHERE is_disabled = 1 OR is_not_trusted = 1
            UNION ALL
            SELECT OBJECT_NAME(parent_object_id), name FROM sys.foreign_keys WHERE is_disabled = 1 OR is_not_trusted = 1
            UNION ALL
            SELECT OBJECT_NAME(object_id), name FROM sys.indexes WHERE is_disabled = 1
            """);
        while (cursor.Read())
            differences.Add(new Difference(cursor.Text(0), null, $"{cursor.Text(1)} is switched off, or was while rows were written"));
        return differences;
    }

    private HashSet<string> Names(string text)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        using var cursor = Open(text);
        while (cursor.Read()) names.Add(cursor.Text(0));
        return names;
    }
}

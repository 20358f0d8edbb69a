using System.Data.Common;
using System.Globalization;
using CreditLedger.Data.Ledger;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>A transaction on SQL Server. Few rows go as parameters, many by bulk copy, with constraints checked either way.</summary>
internal sealed class SqlServerLedgerTransaction(SqlConnection connection, SqlTransaction transaction, SqlServerIds ids, bool mayWrite) : LedgerTransaction
{
    private const int FewRows = 20;

    /// <summary>Values in one round trip of many statements: below the limit of 2,100 parameters.</summary>
    private const int ParametersPerTrip = 1_600;

    /// <summary>How many values one IN list holds: well below the limit of 2,100 parameters.</summary>
    private const int ValuesPerList = 400;

    private static readonly string[] ListNames = [.. Enumerable.Range(0, ValuesPerList).Select(index => "@id" + index.ToString(CultureInfo.InvariantCulture))];
    private static readonly string InList = $"IN ({string.Join(',', ListNames)})";

    private readonly Dictionary<string, SqlCommand> _commands = new(StringComparer.Ordinal);

    public override DbCommand Command(string text)
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

    public override DateTime ReadInstant(DbDataReader reader, int column) => DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);

    public override string ForUpdate => mayWrite ? " WITH (UPDLOCK, ROWLOCK)" : "";

    public override string FirstRows(string select, int rows) => string.Create(CultureInfo.InvariantCulture, $"SELECT TOP ({rows}) {select.TrimStart()["SELECT ".Length..]}");

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
            var command = (SqlCommand)Command(string.Join(";\n", Enumerable.Range(0, perTrip).Select(row => Renamed(text, width, row * width))));
            command.Parameters.Clear();
            for (var row = 0; row < perTrip; row++)
            {
                var values = lot[Math.Min(row, lot.Length - 1)];
                for (var index = 0; index < width; index++) Set(command, string.Create(CultureInfo.InvariantCulture, $"@p{(row * width) + index}"), values[index]);
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    // Writers to one owner queue here instead of colliding at the sequence; in the order of ids, so that two never wait for each other.
    public override async Task LockOwnersAsync(IReadOnlyList<long> ownerIds, CancellationToken cancellationToken)
    {
        if (mayWrite) await ReadByIdsAsync("SELECT Id FROM Members WITH (UPDLOCK, ROWLOCK) WHERE Id {ids} ORDER BY Id", ownerIds, _ => { }, cancellationToken);
    }

    public override ValueTask<long> NextIdAsync(LedgerTable table, CancellationToken cancellationToken) => ids.NextAsync(table, cancellationToken);

    public override async Task InsertAsync(LedgerRows rows, CancellationToken cancellationToken)
    {
        if (!mayWrite) throw new InvalidOperationException("This transaction only reads.");
        await InsertAsync(SqlServerRows.Postings(rows), cancellationToken);
        await InsertAsync(SqlServerRows.Credits(rows), cancellationToken);
        await InsertAsync(SqlServerRows.Entries(rows), cancellationToken);
        await InsertAsync(SqlServerRows.MembershipCredits(rows), cancellationToken);
        await InsertAsync(SqlServerRows.SharedUses(rows), cancellationToken);
        await InsertAsync(SqlServerRows.NewSums(rows), cancellationToken);
        await RunManyAsync(
            "UPDATE CreditBalances SET Balance = @p0, Used = @p1, Adjusted = @p2, LastUsedAt = @p3, Revoked = @p4 WHERE CreditId = @p5",
            [.. rows.Sums.Values.Where(sums => sums.IsStored).Select(sums => new object?[] { sums.Balance, sums.Used, sums.Adjusted, sums.LastUsedAt, sums.Revoked, sums.CreditId })],
            cancellationToken);
        foreach (var sums in rows.Sums.Values) sums.IsStored = true;
    }

    public override Task CommitAsync(CancellationToken cancellationToken) => transaction.CommitAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values) await command.DisposeAsync();
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    // The last list is filled up with its last value, so that the server sees one text and keeps one plan.
    protected override async Task ReadListAsync<T>(
        string text, IReadOnlyCollection<T> values, Action<DbDataReader> read, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
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
            text = text.Replace(string.Create(CultureInfo.InvariantCulture, $"@p{index}"), string.Create(CultureInfo.InvariantCulture, $"@q{first + index}"), StringComparison.Ordinal);
        return text.Replace("@q", "@p", StringComparison.Ordinal);
    }

    private async Task InsertAsync(SqlServerRows rows, CancellationToken cancellationToken)
    {
        if (rows.Values.Count == 0) return;
        if (rows.Values.Count <= FewRows)
        {
            var command = Command(rows.InsertText);
            foreach (var values in rows.Values)
            {
                command.Parameters.Clear();
                for (var column = 0; column < values.Length; column++) command.Parameters.Add(rows.Columns[column].ToParameter("@p" + column, values[column]));
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return;
        }

        using var copy = new SqlBulkCopy(connection, SqlBulkCopyOptions.CheckConstraints, transaction) { DestinationTableName = rows.Table, BulkCopyTimeout = 300 };
        foreach (var column in rows.Columns) copy.ColumnMappings.Add(column.Name, column.Name);
        using var reader = rows.ToReader();
        await copy.WriteToServerAsync(reader, cancellationToken);
    }
}

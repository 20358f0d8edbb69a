using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace CreditLedger.Data.Ledger;

/// <summary>One open transaction on the ledger's tables. Disposed without commit, nothing has happened.</summary>
internal abstract class LedgerTransaction : IAsyncDisposable
{
    /// <summary>How many values one IN list holds: well below every engine's limit of parameters.</summary>
    private const int ValuesPerList = 400;

    /// <summary>A command for a text, prepared where the engine gains from it. Its parameters are the caller's to set.</summary>
    public abstract DbCommand Command(string text);

    /// <summary>An instant as the engine takes it in a parameter.</summary>
    public abstract object ToParameter(DateTime instant);

    /// <summary>Reads an instant.</summary>
    public abstract DateTime ReadInstant(DbDataReader reader, int column);

    /// <summary>Takes the right to append to these owners' chains, in the order given, where the engine can; the unique sequence is the guard all the same (R7).</summary>
    public abstract Task LockOwnersAsync(IReadOnlyList<long> ownerIds, CancellationToken cancellationToken);

    /// <summary>The next free key of a table.</summary>
    public abstract ValueTask<long> NextIdAsync(LedgerTable table, CancellationToken cancellationToken);

    /// <summary>Inserts the rows and stores the sums.</summary>
    public abstract Task InsertAsync(LedgerRows rows, CancellationToken cancellationToken);

    /// <summary>Makes it so.</summary>
    public abstract Task CommitAsync(CancellationToken cancellationToken);

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>
    /// Runs a query once per list of ids; <c>{ids}</c> in the text becomes <c>= @id0</c> or <c>IN (@id0, ...)</c>. The last list is filled up
    /// with its last id, so that there are only two texts to prepare.
    /// </summary>
    public async Task ReadByIdsAsync(
        string text, IReadOnlyCollection<long> ids, Action<DbDataReader> read, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        if (ids.Count == 0) return;
        if (ids.Count == 1)
        {
            await ReadListAsync(text.Replace("{ids}", "= @id0", StringComparison.Ordinal), [.. ids], read, parameters, cancellationToken);
            return;
        }

        var listText = text.Replace("{ids}", InList, StringComparison.Ordinal);
        foreach (var list in ids.Chunk(ValuesPerList)) await ReadListAsync(listText, Fill(list), read, parameters, cancellationToken);
    }

    /// <summary>The same for texts.</summary>
    public async Task ReadByTextsAsync(string text, IReadOnlyCollection<string> values, Action<DbDataReader> read, CancellationToken cancellationToken)
    {
        if (values.Count == 0) return;
        if (values.Count == 1)
        {
            await ReadListAsync(text.Replace("{ids}", "= @id0", StringComparison.Ordinal), [.. values], read, [], cancellationToken);
            return;
        }

        var listText = text.Replace("{ids}", InList, StringComparison.Ordinal);
        foreach (var list in values.Chunk(ValuesPerList)) await ReadListAsync(listText, Fill(list), read, [], cancellationToken);
    }

    /// <summary>Sets a parameter, adding it the first time.</summary>
    public static void Set(DbCommand command, string name, object? value)
    {
        DbParameter parameter;
        if (command.Parameters.Contains(name))
        {
            parameter = command.Parameters[name];
        }
        else
        {
            parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        // Left to itself, SQL Server's client takes the older type, which rounds to 3 ms.
        if (value is DateTime) parameter.DbType = DbType.DateTime2;
        parameter.Value = value ?? DBNull.Value;
    }

    private static readonly string InList = BuildInList();

    private static readonly string[] ListNames = [.. Enumerable.Range(0, ValuesPerList).Select(index => "@id" + index.ToString(CultureInfo.InvariantCulture))];

    private static string BuildInList()
    {
        var list = new StringBuilder("IN (");
        for (var index = 0; index < ValuesPerList; index++) list.Append(index == 0 ? "" : ",").Append("@id").Append(index.ToString(CultureInfo.InvariantCulture));
        return list.Append(')').ToString();
    }

    private static T[] Fill<T>(T[] list)
    {
        if (list.Length == ValuesPerList) return list;
        var full = new T[ValuesPerList];
        list.CopyTo(full, 0);
        Array.Fill(full, list[^1], list.Length, ValuesPerList - list.Length);
        return full;
    }

    private async Task ReadListAsync<T>(string text, T[] list, Action<DbDataReader> read, (string Name, object Value)[] parameters, CancellationToken cancellationToken)
    {
        var command = Command(text);
        if (command.Parameters.Count == 0)
        {
            for (var index = 0; index < list.Length; index++) Set(command, ListNames[index], list[index]);
        }
        else
        {
            for (var index = 0; index < list.Length; index++) command.Parameters[index].Value = list[index];
        }

        foreach (var (name, value) in parameters) Set(command, name, value);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) read(reader);
    }
}

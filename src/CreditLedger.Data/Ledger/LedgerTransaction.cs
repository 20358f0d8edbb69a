using System.Data;
using System.Data.Common;
using System.Globalization;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Ledger;

/// <summary>One open transaction on the ledger's tables. Disposed without commit, nothing has happened.</summary>
internal abstract class LedgerTransaction : IAsyncDisposable
{
    /// <summary>A command for a text, prepared where the engine gains from it. Its parameters are the caller's to set.</summary>
    public abstract DbCommand Command(string text);

    /// <summary>An instant as the engine takes it in a parameter.</summary>
    public abstract object ToParameter(DateTime instant);

    /// <summary>Reads an instant.</summary>
    public abstract DateTime ReadInstant(DbDataReader reader, int column);

    /// <summary>What gives the values of rows to <see cref="LedgerTable{TRow}.Read"/>.</summary>
    protected abstract ReaderSource NewSource();

    /// <summary>
    /// Selects the last link of the chains of members <c>{ids}</c>: member, sequence, hash; and the record that the member's was merged
    /// into (R50).
    /// </summary>
    public abstract string SelectHeads { get; }

    /// <summary>Reads a local day.</summary>
    public static DateOnly ReadDay(DbDataReader reader, int column) => reader.GetFieldValue<DateOnly>(column);

    /// <summary>
    /// Written behind a table's name in FROM: who reads rows in order to change them takes them (R7); nothing where the whole database is
    /// taken.
    /// </summary>
    public abstract string ForUpdate { get; }

    /// <summary>
    /// Written behind a table's name in FROM: what a writer reads stays as it is until it ends; nothing where the whole database is taken.
    /// </summary>
    public abstract string HoldShared { get; }

    /// <summary>The same query, ended after its first rows.</summary>
    public abstract string FirstRows(string select, int rows);

    /// <summary>Runs a writing statement once for each row of values, which it names <c>@p0</c>, <c>@p1</c>, ...</summary>
    public abstract Task RunManyAsync(string text, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken);

    /// <summary>
    /// Takes the right to append to these owners' chains, in the order given, where the engine can; the unique sequence is the guard all
    /// the same (R7).
    /// </summary>
    public abstract Task LockOwnersAsync(IReadOnlyList<long> ownerIds, CancellationToken cancellationToken);

    /// <summary>The next free key of a table.</summary>
    public abstract long NextId(LedgerTable table);

    /// <summary>Writes rows of one table, each in the same way.</summary>
    protected abstract Task WriteAsync(LedgerTable table, RelatedOperation operation, IReadOnlyList<object> rows,
        CancellationToken cancellationToken);

    /// <summary>Reads the rows that queries of one table and its same columns name.</summary>
    public abstract Task ReadRowsAsync(IReadOnlyList<RowQuery> queries, Action<object> read, CancellationToken cancellationToken);

    /// <summary>Runs a command whose parameters are set, row by row for <see cref="LedgerTable{TRow}.Read"/>.</summary>
    public Task ReadRowsAsync(DbCommand command, Action<IColumnSource> read, CancellationToken cancellationToken) =>
        ReadAsync(command, Rows(read), cancellationToken);

    /// <summary>Reads the last rows that a query names, by the moment that it bounds; a handful of them.</summary>
    public async Task ReadLastRowsAsync(RowQuery query, Action<object> read, CancellationToken cancellationToken)
    {
        var (column, moment) = query.Before!.Value;
        var where = string.Join(" AND ", query.Columns.Select((name, place) => $"t.{name} = @v{place}"));
        var command = Command(FirstRows(
            $"{TableText.Select(query.Table, "", where)} AND t.{column} < @before ORDER BY t.{column} DESC", RowQuery.LastRows));
        for (var place = 0; place < query.Values.Count; place++)
        {
            var value = query.Values[place];
            Set(command, $"@v{place}", value is Enum code ? Convert.ToInt64(code, CultureInfo.InvariantCulture) : value);
        }

        Set(command, "@before", ToParameter(moment));
        await ReadAsync(command, Rows(source => read(query.Table.ReadRow(source, 0))), cancellationToken);
    }

    /// <summary>Writes all rows of a batch.</summary>
    public async Task WriteAsync(RowBatch rows, CancellationToken cancellationToken)
    {
        await WriteAsync(PostingRow.Table, RelatedOperation.Insert, rows.Postings, cancellationToken);
        await WriteAsync(CreditRow.Table, RelatedOperation.Insert, rows.Credits, cancellationToken);
        await WriteAsync(EntryRow.Table, RelatedOperation.Insert, rows.Entries, cancellationToken);
        await WriteAsync(BalanceRow.Table, RelatedOperation.Insert,
            [.. rows.Balances.Where(change => change.IsNew).Select(change => change.Row)], cancellationToken);
        await WriteAsync(BalanceRow.Table, RelatedOperation.Update,
            [.. rows.Balances.Where(change => !change.IsNew).Select(change => change.Row)], cancellationToken);
        foreach (var group in RelatedOrder.Of(rows.Related))
            await WriteAsync(group.Key.Table, group.Key.Operation, [.. group.Select(change => change.Row)], cancellationToken);
    }

    /// <summary>Commits.</summary>
    public abstract Task CommitAsync(CancellationToken cancellationToken);

    /// <summary>After a commit of many rows: releases disk space that the engine needed for them, where no reader still needs it.</summary>
    public virtual void Tidy()
    {
    }

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();

    /// <summary>Runs a query over ids; <c>{ids}</c> in the text becomes <c>= @id</c>, or whatever the engine takes a list as.</summary>
    public async Task ReadByIdsAsync(
        string text, IReadOnlyCollection<long> ids, Action<DbDataReader> read, CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters)
    {
        if (ids.Count == 1) await ReadOneAsync(text, ids.First(), read, parameters, cancellationToken);
        else if (ids.Count > 1) await ReadListAsync(text, ids, read, parameters, cancellationToken);
    }

    /// <summary>The same for texts.</summary>
    public async Task ReadByTextsAsync(string text, IReadOnlyCollection<string> values, Action<DbDataReader> read,
        CancellationToken cancellationToken)
    {
        if (values.Count == 1) await ReadOneAsync(text, values.First(), read, [], cancellationToken);
        else if (values.Count > 1) await ReadListAsync(text, values, read, [], cancellationToken);
    }

    /// <summary>The same, row by row for <see cref="LedgerTable{TRow}.Read"/>.</summary>
    public Task ReadRowsByIdsAsync(
        string text, IReadOnlyCollection<long> ids, Action<IColumnSource> read, CancellationToken cancellationToken,
        params (string Name, object Value)[] parameters) =>
        ids.Count == 0 ? Task.CompletedTask : ReadRowsAsync(text, ids, read, parameters, cancellationToken);

    /// <summary>The same for texts.</summary>
    public Task ReadRowsByTextsAsync(string text, IReadOnlyCollection<string> values, Action<IColumnSource> read,
        CancellationToken cancellationToken) =>
        values.Count == 0 ? Task.CompletedTask : ReadRowsAsync(text, values, read, [], cancellationToken);

    /// <summary>Runs a query over one value or several, and hands on its rows.</summary>
    protected virtual Task ReadRowsAsync<T>(
        string text, IReadOnlyCollection<T> values, Action<IColumnSource> read, (string Name, object Value)[] parameters,
        CancellationToken cancellationToken)
        where T : notnull => values.Count == 1
        ? ReadOneAsync(text, values.First(), Rows(read), parameters, cancellationToken)
        : ReadListAsync(text, values, Rows(read), parameters, cancellationToken);

    /// <summary>Hands each row of a reader on as values by place.</summary>
    protected Action<DbDataReader> Rows(Action<IColumnSource> read)
    {
        var source = NewSource();
        return reader =>
        {
            source.Reader = reader;
            read(source);
        };
    }

    /// <summary>Runs a query over more than one value.</summary>
    protected abstract Task ReadListAsync<T>(
        string text, IReadOnlyCollection<T> values, Action<DbDataReader> read, (string Name, object Value)[] parameters,
        CancellationToken cancellationToken)
        where T : notnull;

    /// <summary>Runs a command whose parameters are set, and reads its rows.</summary>
    protected static async Task ReadAsync(DbCommand command, Action<DbDataReader> read, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken)) read(reader);
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

        if (value is NullOf none)
        {
            parameter.DbType = none.Type;
            parameter.Value = DBNull.Value;
            return;
        }

        // Left to itself, SQL Server's client takes the older type, which rounds to 3 ms.
        if (value is DateTime) parameter.DbType = DbType.DateTime2;
        parameter.Value = value ?? DBNull.Value;
    }

    private Task ReadOneAsync<T>(string text, T value, Action<DbDataReader> read, (string Name, object Value)[] parameters,
        CancellationToken cancellationToken)
    {
        var command = Command(text.Replace("{ids}", "= @id", StringComparison.Ordinal));
        Set(command, "@id", value);
        foreach (var (name, other) in parameters) Set(command, name, other);
        return ReadAsync(command, read, cancellationToken);
    }
}

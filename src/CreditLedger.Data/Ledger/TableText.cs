using System.Collections.Concurrent;
using System.Globalization;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Ledger;

/// <summary>The writing statements of a table, derived from its columns; a value is named by its column's place in the list.</summary>
internal static class TableText
{
    private static readonly ConcurrentDictionary<(LedgerTable Table, RelatedOperation Operation, string Prefix), string> Texts = new();

    /// <summary>The statement that does something to one row.</summary>
    /// <param name="table">The table.</param>
    /// <param name="operation">What happens to the row.</param>
    /// <param name="prefix">What stands before the number of a parameter; numbers begin with 1.</param>
    public static string Of(LedgerTable table, RelatedOperation operation, string prefix) =>
        Texts.GetOrAdd((table, operation, prefix), static key => key.Operation switch
    {
        RelatedOperation.Insert =>
            $"INSERT INTO {key.Table.Name} ({string.Join(", ", key.Table.Columns.Select(column => column.Name))}) "
            + $"VALUES ({string.Join(", ", key.Table.Columns.Select(column => Parameter(key.Table, column, key.Prefix)))})",
        RelatedOperation.Update =>
            $"UPDATE {key.Table.Name} SET {Assignments(key.Table, key.Table.Changeable, key.Prefix, ", ")} " +
            $"WHERE {Assignments(key.Table, key.Table.Keys, key.Prefix, " AND ")}",
        RelatedOperation.Delete => $"DELETE FROM {key.Table.Name} WHERE {Assignments(key.Table, key.Table.Keys, key.Prefix, " AND ")}",
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    });

    /// <summary>The rows of a table that a condition names; behind the table stands what an engine is to do with them.</summary>
    public static string Select(LedgerTable table, string hint, string where, string? present = null) =>
        $"SELECT {table.SelectList("t")} FROM {table.Name} t{hint} WHERE {where}{(present is null ? "" : $" AND t.{present} IS NOT NULL")}";

    private static string Assignments(LedgerTable table, IEnumerable<Column> columns, string prefix, string separator) =>
        string.Join(separator, columns.Select(column => $"{column.Name} = {Parameter(table, column, prefix)}"));

    private static string Parameter(LedgerTable table, Column column, string prefix) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{table.PlaceOf(column.Name) + 1}");
}

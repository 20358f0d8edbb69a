using System.Globalization;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>Answers what commands need from rows in memory, query by query, as the loader does from a database.</summary>
internal static class RelatedRows
{
    public static void Answer(this LedgerState state, LedgerCommand command, params IReadOnlyList<object>[] tables) =>
        state.Answer(() => command.Needs(state), tables);

    public static void Answer(this LedgerState state, Func<IEnumerable<RowQuery>> needs, params IReadOnlyList<object>[] tables)
    {
        state.Related.IsLoading = true;
        while (needs().Where(query => !state.Related.Knows(query)).Distinct().ToList() is { Count: > 0 } queries)
        {
            foreach (var query in queries) state.Related.Answer(query, tables.SelectMany(rows => rows).Where(row => Matches(query, row)));
        }

        state.Related.IsLoading = false;
    }

    private static bool Matches(RowQuery query, object row) => row.GetType() == query.Table.GetType().GenericTypeArguments[0]
        && query.Columns.Zip(query.Values).All(pair => TextOf(ValueOf(query.Table, pair.First, row)) == TextOf(pair.Second));

    private static string? TextOf(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);

    private static object? ValueOf(LedgerTable table, string column, object row) =>
        table.Columns[table.PlaceOf(column)].Property.GetValue(row);
}

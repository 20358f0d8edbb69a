using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Tests.Rows;

namespace CreditLedger.Ledger.Tests.Notation;

/// <summary>Decides commands that only look at rows beside the ledger.</summary>
internal static class RelatedRows
{
    /// <summary>Shows a command what it asks for, question by question, as the loader does, and lets it decide.</summary>
    public static Decision Decide(
        LedgerCommand command, IReadOnlyCollection<object> rows, DateTime now, LedgerRules? rules = null,
        IEnumerable<BenefitTerms>? benefits = null)
    {
        var state = new LedgerState();
        foreach (var benefit in benefits ?? []) state.Add(benefit);
        state.Related.IsLoading = true;
        while (command.Needs(state).Where(query => !state.Related.Knows(query)).ToList() is { Count: > 0 } queries)
        {
            foreach (var query in queries) state.Related.Answer(query, rows.Where(row => Matches(query, row)));
        }

        state.Related.IsLoading = false;
        return command.Decide(state, rules ?? new LedgerRules(), now);
    }

    /// <summary>The rows as they are once changes are written.</summary>
    public static void Apply(List<object> rows, IEnumerable<RelatedChange> changes)
    {
        foreach (var change in changes)
        {
            rows.RemoveAll(row => row.GetType() == change.Row.GetType()
                && change.Table.Keys.All(key => Equals(key.ValueOf(row), key.ValueOf(change.Row))));
            if (change.Operation != RelatedOperation.Delete) rows.Add(change.Row);
        }
    }

    private static bool Matches(RowQuery query, object row) =>
        SampleRows.TableOf(row.GetType()) == query.Table
        && Equals(ValueOf(query, row, query.Columns[0]), query.Values[0])
        && (query.Present is not { } present || ValueOf(query, row, present) is not null);

    private static object? ValueOf(RowQuery query, object row, string column) =>
        query.Table.Columns[query.Table.PlaceOf(column)].Property.GetValue(row);
}

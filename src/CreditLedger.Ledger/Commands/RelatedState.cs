using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Commands;

/// <summary>
/// The rows beside the ledger's that commands were shown, with what earlier commands of the same transaction made of them.
/// </summary>
public sealed class RelatedState
{
    private readonly Dictionary<string, TableState> _tables = new(StringComparer.Ordinal);
    private readonly HashSet<RowQuery> _answered = [];

    /// <summary>Whether rows are still being loaded: what was not asked for yet counts as none.</summary>
    public bool IsLoading { get; set; }

    /// <summary>Whether a query was answered.</summary>
    public bool Knows(RowQuery query) => _answered.Contains(query);

    /// <summary>Takes note of a query's answer; rows that are known already stay as they became.</summary>
    public void Answer(RowQuery query, IEnumerable<object> rows)
    {
        _answered.Add(query);
        var table = StateOf(query.Table);
        table.EnsureIndex(query);
        foreach (var row in rows) table.Show(row);
    }

    /// <summary>The rows with a value in a column, in the order of their keys.</summary>
    /// <exception cref="InvalidOperationException">The command did not say that it needs them.</exception>
    public IReadOnlyList<TRow> Rows<TRow>(string column, object value)
        where TRow : class, ILedgerRow<TRow> => Rows<TRow>([column], [value]);

    /// <summary>The rows with certain values in several columns.</summary>
    public IReadOnlyList<TRow> Rows<TRow>(IReadOnlyList<string> columns, IReadOnlyList<object> values)
        where TRow : class, ILedgerRow<TRow> => Rows<TRow>(RowQuery.Of<TRow>(columns, values));

    /// <summary>The rows that a query names.</summary>
    public IReadOnlyList<TRow> Rows<TRow>(RowQuery query)
        where TRow : class, ILedgerRow<TRow>
    {
        if (_answered.Contains(query)) return [.. StateOf(TRow.Table).Find(query.Index, query.Value).Cast<TRow>()];
        return IsLoading ? [] : throw new InvalidOperationException($"{query.Index} = {query.Value} was not asked for.");
    }

    /// <summary>The one row with a value in a column; none when there is none.</summary>
    public TRow? Row<TRow>(string column, object value)
        where TRow : class, ILedgerRow<TRow> => Rows<TRow>(column, value) is [var row, ..] ? row : null;

    /// <summary>Takes in a change, as far as anybody asked for rows of that table.</summary>
    public void Apply(RelatedChange change)
    {
        if (!_tables.TryGetValue(change.Table.Name, out var table)) return;
        if (change.Operation == RelatedOperation.Delete) table.Remove(change.Row);
        else table.Put(change.Row);
    }

    private TableState StateOf(LedgerTable table)
    {
        if (!_tables.TryGetValue(table.Name, out var state)) _tables.Add(table.Name, state = new TableState(table));
        return state;
    }

    private sealed class TableState(LedgerTable table)
    {
        private readonly Dictionary<string, object> _rows = new(StringComparer.Ordinal);
        private readonly Dictionary<string, RowIndex> _indexes = new(StringComparer.Ordinal);

        public void EnsureIndex(RowQuery query)
        {
            if (_indexes.ContainsKey(query.Index)) return;
            var index = new RowIndex([.. query.Columns.Select(ColumnOf)], query.Present is { } present ? ColumnOf(present) : null);
            _indexes.Add(query.Index, index);
            foreach (var (key, row) in _rows) index.Enter(key, row);
        }

        public IEnumerable<object> Find(string index, string value) =>
            _indexes[index].Keys.TryGetValue(value, out var keys) ? keys.Select(key => _rows[key]) : [];

        public void Show(object row)
        {
            if (!_rows.ContainsKey(KeyOf(row))) Put(row);
        }

        public void Put(object row)
        {
            Remove(row);
            var key = KeyOf(row);
            _rows[key] = row;
            foreach (var index in _indexes.Values) index.Enter(key, row);
        }

        public void Remove(object row)
        {
            var key = KeyOf(row);
            if (!_rows.Remove(key, out var known)) return;
            foreach (var index in _indexes.Values) index.Remove(key, known);
        }

        private Column ColumnOf(string name) => table.Columns[table.PlaceOf(name)];

        private string KeyOf(object row) => ValueOf(table.Keys, row);
    }

    private sealed record RowIndex(Column[] Columns, Column? Present)
    {
        public Dictionary<string, List<string>> Keys { get; } = new(StringComparer.Ordinal);

        public void Enter(string key, object row)
        {
            if (Present is not null && Present.ValueOf(row) is null) return;
            var value = ValueOf(Columns, row);
            if (!Keys.TryGetValue(value, out var keys)) Keys.Add(value, keys = []);
            keys.Add(key);
        }

        public void Remove(string key, object row)
        {
            if (Keys.TryGetValue(ValueOf(Columns, row), out var keys)) keys.Remove(key);
        }
    }

    private static string ValueOf(IReadOnlyList<Column> columns, object row) => columns.Count == 1
        ? RowQuery.TextOf(columns[0].ValueOf(row) ?? "")
        : RowQuery.KeyOf([.. columns.Select(column => column.ValueOf(row) ?? "")]);
}

using System.Collections.Concurrent;
using System.Globalization;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Commands;

/// <summary>Rows of a table that a command must be shown: those with these values in these columns.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns, which an index serves.</param>
/// <param name="Values">Their values: numbers or texts.</param>
/// <param name="ForUpdate">Whether they are taken for change: another writer of the same rows waits (R7).</param>
/// <param name="Present">Only rows that have a value in this column, for which a filtered index exists; none: all.</param>
public sealed record RowQuery(LedgerTable Table, IReadOnlyList<string> Columns, IReadOnlyList<object> Values, bool ForUpdate,
    string? Present = null)
{
    /// <summary>How many rows a query for the last ones answers.</summary>
    public const int LastRows = 2;

    // A round of the issuing asks tens of thousands of queries of a dozen names.
    private static readonly ConcurrentDictionary<(string Table, string Columns, string? Present), string> Indexes = new();

    /// <summary>Rows with one value in one column.</summary>
    public static RowQuery Of<TRow>(string column, object value, bool forUpdate = false)
        where TRow : class, ILedgerRow<TRow> => new(TRow.Table, [column], [value], forUpdate);

    /// <summary>Rows with one value in one column, and any in another.</summary>
    public static RowQuery With<TRow>(string column, object value, string present)
        where TRow : class, ILedgerRow<TRow> => new(TRow.Table, [column], [value], false, present);

    /// <summary>The last rows with these values whose moment is before another: <see cref="LastRows"/> of them.</summary>
    public static RowQuery LastBefore<TRow>(IReadOnlyList<string> columns, IReadOnlyList<object> values, string moment, DateTime before)
        where TRow : class, ILedgerRow<TRow> => new(TRow.Table, columns, values, false) { Before = (moment, before) };

    /// <summary>The column of a moment and what it must be before; none where all rows are asked for.</summary>
    public (string Column, DateTime Moment)? Before { get; private init; }

    /// <summary>Rows with certain values in several columns.</summary>
    public static RowQuery Of<TRow>(IReadOnlyList<string> columns, IReadOnlyList<object> values)
        where TRow : class, ILedgerRow<TRow> => new(TRow.Table, columns, values, false);

    /// <summary>The table and its columns: queries of one name are asked together.</summary>
    public string Index { get; } = Indexes.GetOrAdd(
        (Table.Name, Columns is [var only] ? only : string.Join(',', Columns), Present),
        static key => $"{key.Table}({key.Columns}) {key.Present}");

    /// <summary>The values as one text.</summary>
    internal string Value { get; } = KeyOf(Values);

    /// <inheritdoc />
    public bool Equals(RowQuery? other) => other is not null && Index == other.Index && Value == other.Value && Before == other.Before;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Index, Value, Before);

    internal static string KeyOf(IReadOnlyList<object> values) =>
        values.Count == 1 ? TextOf(values[0]) : string.Join('\u001f', values.Select(TextOf));

    // An instant as it is, to the millisecond: two edits of a plan may lie that close together.
    internal static string TextOf(object value) => value switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        Enum code => Convert.ToInt64(code, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
        DateTime instant => instant.Ticks.ToString(CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using CreditLedger.Ledger.Chain;

namespace CreditLedger.Ledger.Rows;

/// <summary>A row of a table that is described once, by its list of columns.</summary>
public interface ILedgerRow<TRow>
    where TRow : class, ILedgerRow<TRow>
{
    /// <summary>The table and its columns.</summary>
    static abstract LedgerTable<TRow> Table { get; }
}

/// <summary>
/// A table and its one list of columns. Insert, bulk copy, SELECT and reader, EF's configuration and the canonical form (R8) all derive
/// from it: a new column is a property of the row, a line in this list and a migration.
/// </summary>
public abstract class LedgerTable
{
    private readonly Dictionary<string, int> _places;
    private readonly (int Place, Column Column)[] _tagged;

    private protected LedgerTable(string name, IReadOnlyList<Column> columns)
    {
        (Name, Columns) = (name, columns);
        Keys = [.. columns.Where(column => column.IsKey)];
        Changeable = [.. columns.Where(column => !column.IsFixed)];
        _places = columns.Index().ToDictionary(column => column.Item.Name, column => column.Index, StringComparer.Ordinal);
        _tagged = [.. columns.Index().Where(column => column.Item.Tag != 0)];
        var tags = _tagged.Select(tagged => tagged.Column.Tag).ToList();
        if (!tags.SequenceEqual(tags.Distinct().Order()))
            throw new ArgumentException($"The tags of {name} are listed in ascending order, each once (R8).", nameof(columns));
    }

    /// <summary>Its name in the database.</summary>
    public string Name { get; }

    /// <summary>Its columns, those that are hashed by ascending tag.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The primary key.</summary>
    public IReadOnlyList<Column> Keys { get; }

    /// <summary>The columns that an update sets.</summary>
    public IReadOnlyList<Column> Changeable { get; }

    /// <summary>The place of a column in the list.</summary>
    public int PlaceOf(string column) => _places[column];

    /// <summary>The columns for a SELECT, each behind the table's alias.</summary>
    public string SelectList(string alias) => string.Join(", ", Columns.Select(column => $"{alias}.{column.Name}"));

    /// <summary>Hands the values of a row to a sink.</summary>
    public abstract void Write(object row, IColumnSink sink);

    /// <summary>Makes a row of stored values.</summary>
    public abstract object ReadRow(IColumnSource source, int first);

    /// <summary>
    /// Writes the canonical form of a stored row without making the row: a verification reads millions. Only what may be absent is asked
    /// whether it is.
    /// </summary>
    // Verification calls it for millions of rows within seconds: it is compiled well at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteCanonical(IColumnSource source, int first, CanonicalWriter writer)
    {
        foreach (var (place, column) in _tagged)
        {
            var at = first + place;
            if (column.IsNullable && source.IsNull(at)) continue;
            switch (column.Type)
            {
                case ColumnType.Number or ColumnType.SmallNumber or ColumnType.Code or ColumnType.Flag:
                    var number = source.Number(at);
                    if (number == column.DefaultNumber) break;
                    if (column.Type is ColumnType.Number or ColumnType.SmallNumber) writer.Number(column.Tag, number);
                    else writer.Code(column.Tag, (byte)number);
                    break;
                case ColumnType.Instant:
                    writer.Instant(column.Tag, source.Instant(at));
                    break;
                case ColumnType.Day:
                    writer.Day(column.Tag, source.Day(at));
                    break;
                case ColumnType.Text:
                    writer.Bytes(column.Tag, source.Utf8(at));
                    break;
                case ColumnType.Bytes:
                    writer.Bytes(column.Tag, source.Bytes(at));
                    break;
            }
        }
    }
}

/// <summary>A table whose rows are <typeparamref name="TRow"/>.</summary>
public sealed class LedgerTable<TRow> : LedgerTable
    where TRow : class, ILedgerRow<TRow>
{
    private static readonly MethodInfo ToArray = typeof(LedgerTable<TRow>).GetMethod(
        nameof(BytesOf), BindingFlags.Static | BindingFlags.NonPublic)!;

    private readonly Lazy<Action<TRow, IColumnSink>> _write;
    private readonly Lazy<Func<IColumnSource, int, TRow>> _read;

    /// <summary>Describes a table.</summary>
    public LedgerTable(string name, params IReadOnlyList<Column> columns)
        : base(name, columns)
    {
        _write = new Lazy<Action<TRow, IColumnSink>>(CompileWrite);
        _read = new Lazy<Func<IColumnSource, int, TRow>>(CompileRead);
    }

    /// <summary>Hands the values of a row to a sink, in the order of the columns.</summary>
    public void Write(TRow row, IColumnSink sink) => _write.Value(row, sink);

    /// <inheritdoc />
    public override void Write(object row, IColumnSink sink) => Write((TRow)row, sink);

    /// <summary>Makes a row of stored values, the first of them at a place.</summary>
    public TRow Read(IColumnSource source, int first = 0) => _read.Value(source, first);

    /// <inheritdoc />
    public override object ReadRow(IColumnSource source, int first) => Read(source, first);

    private Action<TRow, IColumnSink> CompileWrite()
    {
        var (row, sink) = (Expression.Parameter(typeof(TRow), "row"), Expression.Parameter(typeof(IColumnSink), "sink"));
        return Expression.Lambda<Action<TRow, IColumnSink>>(Expression.Block(Columns.Select(column => WriteOf(column, row, sink))), row,
            sink).Compile();
    }

    private static Expression WriteOf(Column column, Expression row, Expression sink)
    {
        Expression value = Expression.Property(row, column.Property);
        var isAbsent = !column.IsNullable ? null
            : value.Type.IsValueType ? (Expression)Expression.Not(Expression.Property(value, "HasValue"))
            : Expression.Equal(value, Expression.Constant(null, value.Type));
        if (Nullable.GetUnderlyingType(value.Type) is not null) value = Expression.Property(value, "Value");
        Expression tag = Expression.Constant(column.Tag);
        if (column.Default is not null)
            tag = Expression.Condition(Expression.Equal(value, Expression.Constant(column.Default, value.Type)),
                Expression.Constant((byte)0), tag);
        var (method, argument) = column.Type switch
        {
            ColumnType.SmallNumber => (nameof(IColumnSink.Number), Expression.Convert(value, typeof(long))),
            ColumnType.Code => (nameof(IColumnSink.Code), Expression.Convert(value, typeof(byte))),
            _ => (column.Type.ToString(), value),
        };
        Expression call = Expression.Call(sink, typeof(IColumnSink).GetMethod(method)!, tag, argument);
        return isAbsent is null ? call : Expression.IfThenElse(isAbsent,
            Expression.Call(sink, typeof(IColumnSink).GetMethod(nameof(IColumnSink.Null))!), call);
    }

    private Func<IColumnSource, int, TRow> CompileRead()
    {
        var (source, first) = (Expression.Parameter(typeof(IColumnSource), "source"), Expression.Parameter(typeof(int), "first"));
        var bindings = Columns.Select(
            (column, index) => Expression.Bind(column.Property, ReadOf(column, source, Expression.Add(first, Expression.Constant(index)))));
        return Expression.Lambda<Func<IColumnSource, int, TRow>>(Expression.MemberInit(Expression.New(typeof(TRow)), bindings), source,
            first).Compile();
    }

    private static Expression ReadOf(Column column, Expression source, Expression place)
    {
        var method = column.Type is ColumnType.SmallNumber or ColumnType.Code or ColumnType.Flag
            ? nameof(IColumnSource.Number) : column.Type.ToString();
        var type = column.Property.PropertyType;
        Expression value = column.Type == ColumnType.Bytes
            ? Expression.Call(ToArray, source, place) : Expression.Call(source, typeof(IColumnSource).GetMethod(method)!, place);
        if (column.Type == ColumnType.Flag) value = Expression.NotEqual(value, Expression.Constant(0L));
        if (value.Type != type) value = Expression.Convert(value, type);
        return !column.IsNullable ? value
            : Expression.Condition(Expression.Call(source, typeof(IColumnSource).GetMethod(nameof(IColumnSource.IsNull))!, place),
                Expression.Default(type), value);
    }

    private static byte[] BytesOf(IColumnSource source, int place) => source.Bytes(place).ToArray();
}

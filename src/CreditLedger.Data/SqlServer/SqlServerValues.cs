using System.Data;
using System.Data.Common;
using System.Globalization;
using CreditLedger.Ledger.Rows;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>The columns of a table as SQL Server has them, and rows as its client takes them.</summary>
internal static class SqlServerValues
{
    /// <summary>The values of a row in the order of the columns.</summary>
    public static object?[] Of(LedgerTable table, object row)
    {
        var values = new ValueList(table.Columns.Count);
        table.Write(row, values);
        return values.Values;
    }

    /// <summary>A parameter of a column's type and size: one plan, however long its text is.</summary>
    public static SqlParameter ToParameter(Column column, string name, object? value)
    {
        var parameter = new SqlParameter(name, TypeOf(column)) { Value = value ?? DBNull.Value };
        if (column.Length > 0) parameter.Size = column.Length;
        if (column.Type == ColumnType.Instant) parameter.Scale = 3;
        return parameter;
    }

    /// <summary>A column of an OPENJSON rowset, by its place in the array.</summary>
    public static string JsonColumn(Column column, int place) =>
        string.Create(CultureInfo.InvariantCulture, $"{column.Name} {TextOf(column)} '$[{place}]'");

    /// <summary>A value as JSON takes it.</summary>
    public static object? ToJson(object? value) => value is DateTime instant ? instant.ToString(
        "yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture) : value;

    /// <summary>Rows as a bulk copy takes them.</summary>
    public static DbDataReader ToReader(LedgerTable table, IEnumerable<object> rows)
    {
        using var data = new DataTable();
        foreach (var column in table.Columns) data.Columns.Add(column.Name, ClrTypeOf(column));
        foreach (var row in rows) data.Rows.Add(Of(table, row));
        return data.CreateDataReader();
    }

    private static SqlDbType TypeOf(Column column) => column.Type switch
    {
        ColumnType.Number => SqlDbType.BigInt,
        ColumnType.SmallNumber or ColumnType.Code => SqlDbType.Int,
        ColumnType.Flag => SqlDbType.Bit,
        ColumnType.Instant => SqlDbType.DateTime2,
        ColumnType.Day => SqlDbType.Date,
        ColumnType.Text => SqlDbType.NVarChar,
        ColumnType.Bytes => SqlDbType.Binary,
    };

    private static string TextOf(Column column) => column.Type switch
    {
        ColumnType.Number => "bigint",
        ColumnType.SmallNumber or ColumnType.Code => "int",
        ColumnType.Flag => "bit",
        ColumnType.Instant => "datetime2(3)",
        ColumnType.Day => "date",
        ColumnType.Text => string.Create(CultureInfo.InvariantCulture, $"nvarchar({(column.Length == 0 ? "max" : column.Length)})"),
        ColumnType.Bytes => throw new NotSupportedException("Bytes are not sent as JSON."),
    };

    private static Type ClrTypeOf(Column column) => column.Type switch
    {
        ColumnType.Number => typeof(long),
        ColumnType.SmallNumber or ColumnType.Code => typeof(int),
        ColumnType.Flag => typeof(bool),
        ColumnType.Instant => typeof(DateTime),
        ColumnType.Day => typeof(DateTime),
        ColumnType.Text => typeof(string),
        ColumnType.Bytes => typeof(byte[]),
    };

    private sealed class ValueList(int count) : IColumnSink
    {
        private int _place;

        public object?[] Values { get; } = new object?[count];

        public void Number(byte tag, long value) => Add(value);

        public void Code(byte tag, byte value) => Add((int)value);

        public void Flag(byte tag, bool value) => Add(value);

        public void Instant(byte tag, DateTime value) => Add(value);

        public void Day(byte tag, DateOnly value) => Add(value.ToDateTime(TimeOnly.MinValue));

        public void Text(byte tag, string value) => Add(value);

        public void Bytes(byte tag, byte[] value) => Add(value);

        public void Null() => Add(null);

        private void Add(object? value) => Values[_place++] = value;
    }
}

using System.Text;
using CreditLedger.Ledger.Rows;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// One prepared statement that takes the values of a row by place. An import runs several of these per row: binding by name through ADO.NET
/// was a quarter of its time.
/// </summary>
internal sealed class SqliteStatement : IColumnSink, IDisposable
{
    private const int MaxTextOnStack = 2_000;

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private readonly int _places;
    private int _place;

    public SqliteStatement(SqliteConnection connection, string text)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle, text, out _statement));
        _places = raw.sqlite3_bind_parameter_count(_statement);
    }

    public void Number(byte tag, long value)
    {
        if (Next()) Check(raw.sqlite3_bind_int64(_statement, _place, value));
    }

    public void Code(byte tag, byte value) => Number(tag, value);

    public void Flag(byte tag, bool value) => Number(tag, value ? 1 : 0);

    public void Instant(byte tag, DateTime value) => Number(tag, SqliteInstant.ToMilliseconds(value));

    public void Day(byte tag, DateOnly value)
    {
        Span<byte> text = stackalloc byte[10];
        value.TryFormat(text, out _, "O", System.Globalization.CultureInfo.InvariantCulture);
        if (Next()) Check(raw.sqlite3_bind_text(_statement, _place, text));
    }

    public void Text(byte tag, string value)
    {
        if (!Next()) return;
        var size = Encoding.UTF8.GetByteCount(value);
        Span<byte> bytes = size <= MaxTextOnStack ? stackalloc byte[size] : new byte[size];
        var written = Encoding.UTF8.GetBytes(value, bytes);
        Check(raw.sqlite3_bind_text(_statement, _place, bytes[..written]));
    }

    public void Bytes(byte tag, byte[] value)
    {
        if (Next()) Check(raw.sqlite3_bind_blob(_statement, _place, value));
    }

    public void Null()
    {
        if (Next()) Check(raw.sqlite3_bind_null(_statement, _place));
    }

    /// <summary>Runs it with the values added, and makes it ready for the next.</summary>
    public void Run()
    {
        _place = 0;
        Step(raw.SQLITE_DONE);
        raw.sqlite3_reset(_statement);
    }

    /// <summary>Runs a query that has no parameters and always one row, and reads the number in its first column.</summary>
    public long Number()
    {
        Step(raw.SQLITE_ROW);
        var number = raw.sqlite3_column_int64(_statement, 0);
        raw.sqlite3_reset(_statement);
        return number;
    }

    public void Dispose() => _statement.Dispose();

    private void Step(int expected)
    {
        var code = raw.sqlite3_step(_statement);
        if (code == expected) return;
        var message = raw.sqlite3_errmsg(_connection.Handle).utf8_to_string();
        var extended = raw.sqlite3_extended_errcode(_connection.Handle);
        raw.sqlite3_reset(_statement);
        throw new SqliteException($"SQLite Error {code}: '{message}'.", code, extended);
    }

    // A statement may name fewer places than the row has columns.
    private bool Next() => ++_place <= _places;

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(_connection.Handle).utf8_to_string(), code);
    }
}

using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CreditLedger.Data.Ledger;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditLedger.Data.Sqlite;

/// <summary>Reads straight from the statement.</summary>
internal sealed class SqliteRowCursor : RowCursor
{
    private static readonly long FirstInstant = SqliteInstant.ToMilliseconds(DateTime.MinValue);
    private static readonly long LastInstant = SqliteInstant.ToMilliseconds(DateTime.MaxValue);

    private readonly SqliteConnection _connection;
    private readonly Action? _release;
    private readonly sqlite3_stmt _statement;
    private readonly nint _pointer;

    /// <param name="connection">Where to read.</param>
    /// <param name="text">The query.</param>
    /// <param name="release">Run when the cursor is done with.</param>
    public SqliteRowCursor(SqliteConnection connection, string text, Action? release = null)
    {
        (_connection, _release) = (connection, release);
        Check(raw.sqlite3_prepare_v2(connection.Handle, text, out _statement));
        _pointer = _statement.DangerousGetHandle();
    }

    /// <summary>Gives a parameter its value; one that the text does not name is left out.</summary>
    public SqliteRowCursor Set(string name, object value)
    {
        var index = raw.sqlite3_bind_parameter_index(_statement, name);
        if (index == 0) return this;
        Check(value is string text
            ? raw.sqlite3_bind_text(_statement, index, text)
            : raw.sqlite3_bind_int64(_statement, index, Convert.ToInt64(value, CultureInfo.InvariantCulture)));
        return this;
    }

    /// <summary>Makes it ready to be read again, with other values.</summary>
    public void Rewind() => raw.sqlite3_reset(_statement);

    public override bool Read()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) Check(code);
        return false;
    }

    public override bool IsNull(int place) => ColumnType(_pointer, place) == raw.SQLITE_NULL;

    public override long Number(int place) => ColumnInt64(_pointer, place);

    // A number that is no instant, put there behind our back, becomes the last one: its hash tells.
    public override DateTime Instant(int place)
    {
        var milliseconds = ColumnInt64(_pointer, place);
        return milliseconds > LastInstant || milliseconds < FirstInstant ? DateTime.MaxValue : SqliteInstant.FromMilliseconds(milliseconds);
    }

    // A text that is no day, put there behind our back, becomes the last one: its hash tells.
    public override DateOnly Day(int place)
    {
        Span<char> text = stackalloc char[10];
        var stored = raw.sqlite3_column_blob(_statement, place);
        return stored.Length == text.Length && Ascii.ToUtf16(stored, text, out _) == OperationStatus.Done
            && DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MaxValue;
    }

    public override string Text(int place) => raw.sqlite3_column_text(_statement, place).utf8_to_string();

    // Straight from the database, without conversion. Bytes that are not valid UTF-8 are hashed as they are.
    public override ReadOnlySpan<byte> Utf8(int place) => raw.sqlite3_column_blob(_statement, place);

    public override ReadOnlySpan<byte> Bytes(int place) => raw.sqlite3_column_blob(_statement, place);

    public override void Dispose()
    {
        _statement.Dispose();
        _release?.Invoke();
    }

    // Called dozens of times for each of millions of rows, so without the reference counting of the wrapper's handle. It is safe because
    // the cursor owns the statement and disposes of it last.
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_column_type", ExactSpelling = true), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int ColumnType(nint statement, int place);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_column_int64", ExactSpelling = true), SuppressGCTransition]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern long ColumnInt64(nint statement, int place);

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(_connection.Handle).utf8_to_string(), code);
    }
}

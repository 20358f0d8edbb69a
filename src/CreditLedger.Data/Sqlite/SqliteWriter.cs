using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditLedger.Data.Sqlite;

/// <summary>One connection with its prepared statements.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteRowCursor> _cursors = new(StringComparer.Ordinal);

    private SqliteWriter(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens one that only reads.</summary>
    public static SqliteWriter OpenReader(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        SqlitePragmas.Apply(connection);
        return new SqliteWriter(connection);
    }

    public static SqliteWriter Open(string connectionString)
    {
        var writer = OpenReader(connectionString);

        // A table with a trigger makes SQLite keep a journal for each statement; in a file it costs as much as all indexes together.
        writer.Run("PRAGMA temp_store=MEMORY");

        // Half a dozen indexes take each row somewhere else: twice a reader's cache keeps an import from writing its pages again and again.
        writer.Run("PRAGMA cache_size=-32000");
        return writer;
    }

    /// <summary>The prepared command of a text; the same object each time, with the parameters it had.</summary>
    public SqliteCommand Command(string text)
    {
        if (_commands.TryGetValue(text, out var command)) return command;
        command = _connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this assembly.
        command.CommandText = text;
#pragma warning restore CA2100
        _commands.Add(text, command);
        return command;
    }

    /// <summary>The prepared statement of a text, for what runs often.</summary>
    public SqliteStatement Statement(string text)
    {
        if (!_statements.TryGetValue(text, out var statement)) _statements.Add(text, statement = new SqliteStatement(_connection, text));
        return statement;
    }

    /// <summary>The prepared query of a text; its reader makes it ready again when done.</summary>
    public SqliteRowCursor Cursor(string text)
    {
        if (!_cursors.TryGetValue(text, out var cursor))
            _cursors.Add(text, cursor = new SqliteRowCursor(_connection, text));
        return cursor;
    }

    public void Run(string text) => Command(text).ExecuteNonQuery();

    /// <summary>The plain result code: the caller decides how long to wait, not the driver, which sleeps 150 ms at a time.</summary>
    public int TryBeginImmediate()
    {
        raw.sqlite3_busy_timeout(_connection.Handle, 0);
        var code = raw.sqlite3_exec(_connection.Handle, "BEGIN IMMEDIATE");
        raw.sqlite3_busy_timeout(_connection.Handle, 60_000);
        return code;
    }

    /// <summary>Whether a transaction is open: SQLite may have rolled it back by itself.</summary>
    public bool IsInTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _commands.Clear();
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
        foreach (var cursor in _cursors.Values) cursor.Dispose();
        _cursors.Clear();
        _connection.Dispose();
    }
}

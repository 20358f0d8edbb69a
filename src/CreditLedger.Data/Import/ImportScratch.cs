using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Import;

/// <summary>
/// A private temporary database that one import keeps its notes in, on disk, so that memory stays flat whatever the file's size: keys
/// seen, rows staged, rows refused. SQLite deletes it when it is closed, and after a crash nobody can see it.
/// </summary>
internal sealed class ImportScratch : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=;Pooling=False");
    private readonly SqliteCommand _see;
    private readonly SqliteCommand _seenOn;
    private readonly SqliteCommand _refuse;

    public ImportScratch()
    {
        _connection.Open();
        Execute("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8000;");
        Execute("""
            CREATE TABLE Seen (Key TEXT PRIMARY KEY, Line INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE Refused (Line INTEGER NOT NULL, Heading TEXT NULL, Reason TEXT NOT NULL);
            BEGIN;
            """);
        _see = Prepare("INSERT OR IGNORE INTO Seen (Key, Line) VALUES ($1, $2)", 2);
        _seenOn = Prepare("SELECT Line FROM Seen WHERE Key = $1", 1);
        _refuse = Prepare("INSERT INTO Refused (Line, Heading, Reason) VALUES ($1, $2, $3)", 3);
    }

    /// <summary>Notes a key of the file; the line that had it before, if there is one.</summary>
    public long? SeenBefore(string key, long line)
    {
        _see.Parameters[0].Value = key;
        _see.Parameters[1].Value = line;
        if (_see.ExecuteNonQuery() == 1) return null;
        _seenOn.Parameters[0].Value = key;
        return (long)_seenOn.ExecuteScalar()!;
    }

    public void Refuse(RefusedRow row) => Run(_refuse, row.Line, row.Column, row.Reason);

    /// <summary>What was refused, in the order of the file.</summary>
    public IEnumerable<RefusedRow> Refused()
    {
        using var command = Prepare("SELECT Line, Heading, Reason FROM Refused ORDER BY Line, rowid", 0);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return new RefusedRow(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetString(2));
    }

    public void Execute(string constantSql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // constants of this folder, no values
        command.CommandText = constantSql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>A statement with parameters $1, $2, ...</summary>
    public SqliteCommand Prepare(string constantSql, int parameters)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // constants of this folder; values travel as parameters
        command.CommandText = constantSql;
#pragma warning restore CA2100
        for (var number = 1; number <= parameters; number++) command.Parameters.Add(new SqliteParameter($"${number}", DBNull.Value));
        command.Prepare();
        return command;
    }

    /// <summary>Runs a prepared statement with these values; none is NULL.</summary>
    public static void Run(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var index = 0; index < values.Length; index++) command.Parameters[index].Value = values[index] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        _see.Dispose();
        _seenOn.Dispose();
        _refuse.Dispose();
        _connection.Dispose();
    }
}

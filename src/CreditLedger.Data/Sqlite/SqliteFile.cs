using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// Checks that the path still leads to the file that was opened. A process can go on writing to a file that has been moved, deleted or
/// replaced, and those writes are lost, so nothing is acknowledged until the original file is put back.
/// </summary>
internal sealed class SqliteFile(string connectionString) : IDisposable
{
    private const int HasMoved = 20;
    private const int ReadOnlyBecauseMoved = raw.SQLITE_READONLY | (4 << 8);

    private readonly Lock _lock = new();
    private SqliteConnection? _first;

    /// <summary>Where a connection string's file lies.</summary>
    public static string PathOf(string connectionString)
    {
        var source = new SqliteConnectionStringBuilder(connectionString).DataSource;
        return source.StartsWith("file:", StringComparison.Ordinal) ? new Uri(source).LocalPath : Path.GetFullPath(source);
    }

    /// <summary>Whether someone moved it away.</summary>
    /// <exception cref="SqliteException">The path leads to another file than at first, or to none.</exception>
    public void ThrowIfMoved()
    {
        lock (_lock)
        {
            _first ??= Open();
            var moved = 0;
            var code = FileControl(_first.Handle!.DangerousGetHandle(), 0, HasMoved, ref moved);

            // Not supported on Windows, where an open file cannot be moved.
            if (code != raw.SQLITE_OK || moved == 0) return;
        }

        throw new SqliteException(
            "The database file was moved, deleted or replaced while the site was running. Stop the site, put the file back or restore " +
            "it, and start the site again.", raw.SQLITE_READONLY, ReadOnlyBecauseMoved);
    }

    /// <inheritdoc />
    public void Dispose() => _first?.Dispose();

    // SQLite opens the file at the first read.
    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM sqlite_master";
            command.ExecuteScalar();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories | DllImportSearchPath.AssemblyDirectory)]
    private static extern int FileControl(
        nint database, nint nameOrMain, int operation, ref int argument);
}

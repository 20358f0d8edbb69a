using System.Globalization;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// Backs up with SQLite's online backup into a single file without a WAL. The file gets its final name once it is complete and flushed to
/// disk.
/// </summary>
internal sealed class SqliteBackup(string connectionString, TimeProvider clock) : IDatabaseBackup
{
    private readonly string _file = SqliteFile.PathOf(connectionString);

    public async Task<long> BackUpAsync(string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file)) throw new IOException($"'{file}' is there already; a backup never overwrites a file.");
        var part = file + ".part";
        await CreateAnewAsync(part);
        try
        {
            await using (var source = new SqliteConnection(connectionString + ";Pooling=False"))
            await using (var copy = new SqliteConnection($"Data Source={part};Pooling=False"))
            {
                await source.OpenAsync(cancellationToken);
                await copy.OpenAsync(cancellationToken);
                source.BackupDatabase(copy);
                await using var alone = copy.CreateCommand();
                alone.CommandText = "PRAGMA journal_mode=DELETE";
                await alone.ExecuteNonQueryAsync(cancellationToken);
            }

            Flush(part);
            File.Move(part, file);
            return new FileInfo(file).Length;
        }
        finally
        {
            File.Delete(part);
        }
    }

    public async Task<string?> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        var part = _file + ".restoring";
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        await CreateAnewAsync(part);
        try
        {
            await using (var source = File.OpenRead(file))
            await using (var copy = new FileStream(part, FileMode.Open, FileAccess.Write))
            {
                await source.CopyToAsync(copy, cancellationToken);
            }

            Flush(part);
            var former = $"{_file}.before-{clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
            var isThere = File.Exists(_file);
            if (isThere) await CloseAsync(cancellationToken);

            // SQLite would apply a -wal file left by the former database to the restored one.
            foreach (var suffix in new[] { "-wal", "-shm" })
            {
                if (File.Exists(_file + suffix)) File.Move(_file + suffix, former + suffix);
            }

            // In one step: a process killed here leaves the former database or the restored one, never none.
            if (isThere) File.Replace(part, _file, former);
            else File.Move(part, _file);
            return isThere ? former : null;
        }
        finally
        {
            File.Delete(part);
        }
    }

    // One left behind by a process that was killed is of no use to anyone.
    private static async Task CreateAnewAsync(string part)
    {
        File.Delete(part);
        await OwnersFile.Create(part).DisposeAsync();
    }

    // Leaving WAL mode writes the -wal file back, and fails while another connection is open.
    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(connectionString + ";Pooling=False;Default Timeout=2");
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=DELETE";
            if (await command.ExecuteScalarAsync(cancellationToken) is "delete") return;
        }
        catch (SqliteException exception) when (SqliteFaults.IsDamage(exception))
        {
            // A damaged database is a reason to restore; its file is kept.
            return;
        }
        catch (SqliteException)
        {
            // Reported below.
        }

        throw new IOException($"'{_file}' is in use: stop the site and every other program that has it open, then try again.");
    }

    private static void Flush(string file)
    {
        using var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        written.Flush(flushToDisk: true);
    }
}

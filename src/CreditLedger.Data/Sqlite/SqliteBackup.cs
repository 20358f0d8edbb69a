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
        await OwnersFile.Create(part).DisposeAsync();
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

            await FinishAsync(part, file, cancellationToken);
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
        await using (var source = File.OpenRead(file))
        await using (var copy = OwnersFile.Create(part))
        {
            await source.CopyToAsync(copy, cancellationToken);
        }

        try
        {
            string? former = null;
            if (File.Exists(_file))
            {
                await CloseAsync(cancellationToken);
                former = $"{_file}.before-{clock.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
                File.Move(_file, former);
            }

            await FinishAsync(part, _file, cancellationToken);
            return former;
        }
        finally
        {
            File.Delete(part);
        }
    }

    // Leaving WAL mode needs the file alone, and writes back what is in the -wal file: fails when anybody else has it open.
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
            // What is damaged is what one restores over; it is kept beside the new one.
            return;
        }
        catch (SqliteException)
        {
            // Said below.
        }

        throw new IOException($"'{_file}' is in use: stop the site and every other program that has it open, then try again.");
    }

    private static async Task FinishAsync(string part, string file, CancellationToken cancellationToken)
    {
        await using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
        {
            written.Flush(flushToDisk: true);
            await written.FlushAsync(cancellationToken);
        }

        File.Move(part, file);
    }
}

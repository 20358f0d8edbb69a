using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// Migrates under an operating-system lock on a file beside the database, which a killed process leaves open to the next.
/// EF's own lock is a row that a killed process leaves behind for ever; the process that holds ours may remove it.
/// </summary>
internal sealed class SqliteMigrator(IDbContextFactory<LedgerDbContext> contexts, FirstSettings first,
    string connectionString) : IDatabaseMigrator
{
    private readonly string _file = SqliteFile.PathOf(connectionString);

    public string? Missing => File.Exists(_file) ? null
        : $"There is no database at {_file}. Name one with --database, or create one with migrate or by starting the site.";

    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await PendingMigrations.ReadAsync(context, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var migrationLock = await CreateAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", cancellationToken);
        await RemoveStaleLockAsync(context, cancellationToken);
        var pending = await PendingMigrations.ReadAsync(context, cancellationToken);
        if (pending.Count > 0) await context.Database.MigrateAsync(cancellationToken);
        await CreditBalanceCache.FillMissingAsync(context, cancellationToken);
        await ReferenceKeys.FillMissingAsync(context, cancellationToken);
        await first.StoreIfMissingAsync(context, cancellationToken);
        return pending;
    }

    // Only the owner may read the file. SQLite gives its -wal and -shm files the same permissions.
    private async Task<FileStream> CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
            var migrationLock = await LockAsync(_file + ".migrating", cancellationToken);
            if (!File.Exists(_file)) await OwnersFile.Create(_file).DisposeAsync();
            return migrationLock;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SqliteException(exception.Message, raw.SQLITE_CANTOPEN);
        }
    }

    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }

    private static async Task RemoveStaleLockAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
        var hasLockTable = await context.Database
            .SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'")
            .SingleAsync(cancellationToken);
        if (hasLockTable > 0) await context.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", cancellationToken);
    }
}

using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// Migrates under an operating-system lock on a file beside the database, which a killed process leaves open to the next.
/// EF's own lock is a row that a killed process leaves behind for ever; the process that holds ours may remove it.
/// </summary>
internal sealed class SqliteMigrator(IDbContextFactory<LedgerDbContext> contexts, FirstSettings first,
    string connectionString) : IDatabaseMigrator
{
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is not null) Directory.CreateDirectory(folder);
        await using var migrationLock = await LockAsync(file + ".migrating", cancellationToken);
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

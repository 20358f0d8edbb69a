using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using Microsoft.Data.SqlClient;
using Microsoft.Extensions.Logging;

namespace CreditLedger.Data.SqlServer;

/// <summary>EF's own lock is an application lock of the session: it ends with the process that held it.</summary>
internal sealed partial class SqlServerMigrator(
    IDbContextFactory<LedgerDbContext> contexts, FirstSettings first, ILogger log) : IDatabaseMigrator
{
    private const int DatabaseExists = 1801;

    public string? Missing => null;

    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await PendingMigrations.ReadAsync(context, cancellationToken);
    }

    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.Database.SetCommandTimeout(TimeSpan.FromHours(1));
        var pending = await PendingMigrations.ReadAsync(context, cancellationToken);
        if (pending.Count > 0)
        {
            try
            {
                await context.Database.MigrateAsync(cancellationToken);
            }
            catch (SqlException exception) when (exception.Number == DatabaseExists)
            {
                // Another node created it at the same moment.
                await context.Database.MigrateAsync(cancellationToken);
            }
        }

        var isVersioned = await context.Database
            .SqlQueryRaw<bool>("SELECT is_read_committed_snapshot_on AS Value FROM sys.databases WHERE database_id = DB_ID()")
            .SingleAsync(cancellationToken);
        if (!isVersioned) WarnOfLocks(log);
        await CreditBalanceCache.FillMissingAsync(context, cancellationToken);
        await ReferenceKeys.FillMissingAsync(context, cancellationToken);
        await first.StoreIfMissingAsync(context, cancellationToken);
        return pending;
    }

    [LoggerMessage(1, LogLevel.Warning,
        "READ_COMMITTED_SNAPSHOT is off in this database: pages and postings wait for each other. Switch it on.")]
    private static partial void WarnOfLocks(ILogger log);
}

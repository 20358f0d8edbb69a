using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>EF's own lock is an application lock of the session: it ends with the process that held it.</summary>
internal sealed class SqlServerMigrator(IDbContextFactory<LedgerDbContext> contexts, FirstSettings first) : IDatabaseMigrator
{
    private const int DatabaseExists = 1801;

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

        await CreditBalanceCache.FillMissingAsync(context, cancellationToken);
        await first.StoreIfMissingAsync(context, cancellationToken);
        return pending;
    }
}

using CreditLedger.Data.Ledger;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.SqlServer;

/// <summary>EF's own lock is an application lock of the session: it ends with the process that held it.</summary>
internal sealed class SqlServerMigrator(IDbContextFactory<LedgerDbContext> contexts) : IDatabaseMigrator
{
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        if (pending.Count > 0) await context.Database.MigrateAsync(cancellationToken);
        await CreditBalanceCache.FillMissingAsync(context, cancellationToken);
        return pending;
    }
}

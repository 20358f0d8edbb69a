using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CreditLedger.Data.SqlServer;

internal static class SqlServerRegistration
{
    public static void AddSqlServerLedger(this IServiceCollection services, DatabaseOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
            throw new InvalidOperationException("ConnectionStrings:Ledger is empty; SQL Server needs one.");
        services.AddContextFactory<SqlServerLedgerDbContext>((_, builder) => builder.UseSqlServer(options.ConnectionString, server =>
        {
            if (options.MaxBatchSize is { } size) server.MaxBatchSize(size);
        }));
        services.AddSingleton<ILedgerEngine>(_ => new SqlServerLedgerEngine(options.ConnectionString));
        services.AddSingleton<IDatabaseMigrator>(provider => new SqlServerMigrator(
            provider.GetRequiredService<IDbContextFactory<LedgerDbContext>>(), provider.GetRequiredService<FirstSettings>(),
            provider.GetService<ILogger<SqlServerMigrator>>() ?? NullLogger<SqlServerMigrator>.Instance));
        services.AddSingleton<IDatabaseBackup>(new SqlServerBackup(options.ConnectionString));
    }
}

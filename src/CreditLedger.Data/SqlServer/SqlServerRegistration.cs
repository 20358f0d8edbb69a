using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using Microsoft.Data.SqlClient;
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
        var connectionString = string.IsNullOrWhiteSpace(options.Password) ? options.ConnectionString
            : new SqlConnectionStringBuilder(options.ConnectionString) { Password = options.Password.Trim() }.ToString();
        services.AddContextFactory<SqlServerLedgerDbContext>((_, builder) => builder.UseSqlServer(connectionString, server =>
        {
            if (options.MaxBatchSize is { } size) server.MaxBatchSize(size);
        }));
        services.AddSingleton<ILedgerEngine>(_ => new SqlServerLedgerEngine(connectionString));
        services.AddSingleton<IDatabaseMigrator>(provider => new SqlServerMigrator(
            provider.GetRequiredService<IDbContextFactory<LedgerDbContext>>(), provider.GetRequiredService<FirstSettings>(),
            provider.GetService<ILogger<SqlServerMigrator>>() ?? NullLogger<SqlServerMigrator>.Instance));
        services.AddSingleton<IDatabaseBackup>(new SqlServerBackup(connectionString));
    }
}

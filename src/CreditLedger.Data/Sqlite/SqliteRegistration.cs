using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace CreditLedger.Data.Sqlite;

internal static class SqliteRegistration
{
    // Each connection is used by one thread at a time, which is what the provider requires, so SQLite need not lock for every column that
    // is read or bound. Nor does anybody ask how much memory it holds: counting that locked at every allocation. This can only be set
    // before the first connection is opened; later it is refused, and SQLite keeps locking.
    static SqliteRegistration()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    public static void AddSqliteLedger(this IServiceCollection services, DatabaseOptions options)
    {
        var connectionString = Complete(options.ConnectionString);
        services.AddContextFactory<SqliteLedgerDbContext>(builder => builder
            .UseSqlite(connectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqlitePragmas()));
        services.AddSingleton<ILedgerEngine>(_ => new SqliteLedgerEngine(connectionString));
        services.AddSingleton<IDatabaseMigrator>(provider =>
            new SqliteMigrator(
                provider.GetRequiredService<IDbContextFactory<LedgerDbContext>>(), provider.GetRequiredService<FirstSettings>(),
                connectionString));
    }

    /// <summary>Foreign keys on; a locked database is waited for, not reported.</summary>
    public static string Complete(string connectionString) => new SqliteConnectionStringBuilder(connectionString)
    {
        ForeignKeys = true,
        DefaultTimeout = 60,
        Pooling = true,
    }.ToString();
}

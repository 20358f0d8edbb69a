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
        var connectionString = Complete(options);
        services.AddSingleton(_ => new SqliteFile(connectionString));
        services.AddContextFactory<SqliteLedgerDbContext>((provider, builder) => builder
            .UseSqlite(connectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
            .AddInterceptors(new SqlitePragmas(), new SqliteMovedFile(provider.GetRequiredService<SqliteFile>())));
        services.AddSingleton<ILedgerEngine>(
            provider => new SqliteLedgerEngine(connectionString, provider.GetRequiredService<SqliteFile>()));
        services.AddSingleton<IDatabaseMigrator>(provider =>
            new SqliteMigrator(
                provider.GetRequiredService<IDbContextFactory<LedgerDbContext>>(), provider.GetRequiredService<FirstSettings>(),
                connectionString));
        services.AddSingleton<IDatabaseBackup>(provider => new SqliteBackup(connectionString, provider.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Foreign keys on; a locked database is waited for, not reported; none is created by opening it.</summary>
    private static string Complete(DatabaseOptions options)
    {
        var connection = new SqliteConnectionStringBuilder(options.ConnectionString)
        {
            ForeignKeys = true,
            DefaultTimeout = 60,
            Pooling = true,
        };
        if (connection.Mode == SqliteOpenMode.ReadWriteCreate) connection.Mode = SqliteOpenMode.ReadWrite;
        if (options.OnlyReads && MustNotBeTouched(connection.DataSource))
            connection.DataSource = $"{new Uri(Path.GetFullPath(connection.DataSource)).AbsoluteUri}?immutable=1";
        return connection.ToString();
    }

    // In WAL mode SQLite needs a -shm file in the same folder. If none exists and the folder is read-only, the database is opened as
    // immutable.
    private static bool MustNotBeTouched(string path)
    {
        if (!File.Exists(path) || File.Exists(path + "-shm") || File.Exists(path + "-wal")) return false;
        try
        {
            var trial = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".creditledger-{Guid.NewGuid():N}");
            using var created = new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }
}

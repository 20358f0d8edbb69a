using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

/// <summary>SQL Server backs up and restores on its own machine; the messages give the commands.</summary>
internal sealed class SqlServerBackup(string connectionString) : IDatabaseBackup
{
    private string Name => new SqlConnectionStringBuilder(connectionString).InitialCatalog;

    public Task<long> BackUpAsync(string file, CancellationToken cancellationToken) => throw new NotSupportedException(
        $"SQL Server writes its own backups. Run on the server: BACKUP DATABASE [{Name}] TO DISK = N'{file}' WITH CHECKSUM, COPY_ONLY");

    public Task<string?> RestoreAsync(string file, CancellationToken cancellationToken) => throw new NotSupportedException(
        $"SQL Server reads its own backups. Stop the site and run on the server: RESTORE DATABASE [{Name}] FROM DISK = N'{file}' " +
        "WITH CHECKSUM, REPLACE");
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CreditLedger.Data.Sqlite;

/// <summary>
/// What every connection must say for itself. FULL: what was acknowledged survives a power cut. WAL itself is kept in the file
/// and set once by the migrator.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public const string Text = "PRAGMA synchronous=FULL; PRAGMA busy_timeout=60000; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Apply(connection);
        return Task.CompletedTask;
    }

    public static void Apply(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Text;
        command.ExecuteNonQuery();
    }
}

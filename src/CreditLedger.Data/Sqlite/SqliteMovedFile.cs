using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CreditLedger.Data.Sqlite;

/// <summary>Refuses reads and writes through EF once the database file was moved, as the ledger's own transactions do.</summary>
internal sealed class SqliteMovedFile(SqliteFile file) : DbConnectionInterceptor, ISaveChangesInterceptor
{
    public override InterceptionResult ConnectionOpening(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        file.ThrowIfMoved();
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ConnectionOpening(connection, eventData, result));

    public int SavedChanges(SaveChangesCompletedEventData eventData, int result)
    {
        file.ThrowIfMoved();
        return result;
    }

    public ValueTask<int> SavedChangesAsync(
        SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(SavedChanges(eventData, result));
}

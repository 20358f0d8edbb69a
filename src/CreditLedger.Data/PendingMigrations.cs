namespace CreditLedger.Data;

internal static class PendingMigrations
{
    /// <summary>The migrations that the database lacks.</summary>
    /// <exception cref="DatabaseVersionException">It has some that this version does not know.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(LedgerDbContext context, CancellationToken cancellationToken)
    {
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        var unknown = (await context.Database.GetAppliedMigrationsAsync(cancellationToken))
            .Except(context.Database.GetMigrations()).ToList();
        if (unknown.Count == 0) return pending;
        throw new DatabaseVersionException(pending.Count == 0
            ? $"The database was brought to a newer version of CreditLedger: it has the migration {unknown[0]}, which is not known " +
                "here. Nothing was changed. Use that version or a newer one."
            : $"The database was made by a version of CreditLedger that this one does not continue: it has the migration " +
                $"{unknown[0]}, which is not known here, and lacks {pending[0]}. Nothing was changed. Use that version, or, if it holds " +
                "nothing of value, another database.");
    }
}

/// <summary>The database belongs to a version of the site that this one does not continue; nothing was changed.</summary>
public sealed class DatabaseVersionException(string message) : Exception(message);

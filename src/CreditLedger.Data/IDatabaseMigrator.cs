namespace CreditLedger.Data;

/// <summary>Brings the database to this version. Safe to run twice, from several nodes at once, and after a run that was killed.</summary>
public interface IDatabaseMigrator
{
    /// <summary>Applies what is missing, and fills <c>CreditBalances</c> where rows of it are missing (R5).</summary>
    /// <returns>The names of the migrations applied now.</returns>
    Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken);

    /// <summary>The names of the migrations that the database lacks.</summary>
    /// <exception cref="DatabaseVersionException">It has some that this version does not know.</exception>
    Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken);

    /// <summary>A sentence saying that there is no database; null if there is one, or if that is not known.</summary>
    string? Missing { get; }
}

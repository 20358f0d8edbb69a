namespace CreditLedger.Data;

/// <summary>Copies of the whole database.</summary>
public interface IDatabaseBackup
{
    /// <summary>Writes a consistent copy to a new file while the site goes on reading and writing.</summary>
    /// <returns>How large it is, in bytes.</returns>
    /// <exception cref="IOException">There is a file of that name, or it cannot be written.</exception>
    /// <exception cref="NotSupportedException">The server does this itself; the message names the command.</exception>
    Task<long> BackUpAsync(string file, CancellationToken cancellationToken);

    /// <summary>Replaces the database with a backup. No program may have it open; the former file is kept in the same folder.</summary>
    /// <returns>The path of the former file; null if there was none.</returns>
    /// <exception cref="IOException">The site or another program has the database open, or a file cannot be written.</exception>
    /// <exception cref="NotSupportedException">The server does this itself; the message names the command.</exception>
    Task<string?> RestoreAsync(string file, CancellationToken cancellationToken);
}

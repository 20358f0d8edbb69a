namespace CreditLedger.Data;

/// <summary>Copies of the whole database.</summary>
public interface IDatabaseBackup
{
    /// <summary>Writes a copy of one moment to a new file while others read and write.</summary>
    /// <returns>How large it is, in bytes.</returns>
    /// <exception cref="IOException">There is a file of that name, or it cannot be written.</exception>
    /// <exception cref="NotSupportedException">The server does this itself; the message names the command.</exception>
    Task<long> BackUpAsync(string file, CancellationToken cancellationToken);

    /// <summary>Puts a copy in the place of the database, which nobody may have open. What was there is kept beside it.</summary>
    /// <returns>Where the former file lies now; none if there was none.</returns>
    /// <exception cref="IOException">The site or another program has the database open, or a file cannot be written.</exception>
    /// <exception cref="NotSupportedException">The server does this itself; the message names the command.</exception>
    Task<string?> RestoreAsync(string file, CancellationToken cancellationToken);
}

using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Sqlite;

internal static class SqliteFaults
{
    // PERM, BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, FORMAT, NOTADB
    public static bool IsOutage(Exception exception) => exception is SqliteException
    { SqliteErrorCode: 3 or 5 or 6 or 8 or 10 or 11 or 13 or 14 or 15 or 24 or 26 };

    /// <summary>Why the file cannot be used, in a sentence for administrators.</summary>
    public static string? ReasonOf(Exception exception) => exception is not SqliteException sqlite ? null : sqlite.SqliteErrorCode switch
    {
        8 when sqlite.SqliteExtendedErrorCode != 8 => sqlite.Message,
        3 or 14 => "The database file is missing, or may not be opened.",
        5 or 6 => "The database is locked by another program.",
        8 => "The database file is read-only.",
        11 or 24 or 26 => "The database file is damaged or is not a database.",
        13 => "The disk is full.",
        _ => "The database file cannot be read or written.",
    };

    // CORRUPT, FORMAT, NOTADB, and an I/O error where a page should be.
    public static bool IsDamage(Exception exception) => exception is SqliteException { SqliteErrorCode: 10 or 11 or 24 or 26 };
}

using Microsoft.Data.Sqlite;

namespace CreditLedger.Data.Sqlite;

internal static class SqliteFaults
{
    // BUSY, LOCKED, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL
    public static bool IsOutage(Exception exception) => exception is SqliteException
    { SqliteErrorCode: 5 or 6 or 8 or 10 or 13 or 14 or 15 };
}

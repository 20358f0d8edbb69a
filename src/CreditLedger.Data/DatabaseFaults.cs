using CreditLedger.Data.Sqlite;
using CreditLedger.Data.SqlServer;

namespace CreditLedger.Data;

/// <summary>Tells a database that cannot serve now (locked, full, read-only, gone) from a mistake in the program.</summary>
public static class DatabaseFaults
{
    /// <summary>Whether the exception, or one that it wraps, says that the database cannot serve now. Nothing was recorded then.</summary>
    public static bool IsOutage(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (SqliteFaults.IsOutage(cause) || SqlServerFaults.IsOutage(cause)) return true;
        }

        return false;
    }

    /// <summary>The reason, in one sentence without names or addresses.</summary>
    public static string ReasonOf(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (SqliteFaults.ReasonOf(cause) is { } reason) return reason;
        }

        return "The database does not answer.";
    }
}

using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

internal static class SqlServerFaults
{
    // Timeout, no connection, deadlock, lock timeout, memory, locks, log or file group full, read-only, database not there, not primary,
    // still starting or busy with a failover, sign-in refused, throttled.
    private static readonly HashSet<int> Outages =
    [
        -2, -1, 0, 2, 20, 53, 64, 121, 233, 258, 701, 927, 942, 952, 976, 983, 1105, 1204, 1205, 1222, 3906, 4060, 9002, 10053, 10054,
        10060, 10061, 10928, 11001,
        17142, 18401, 18456, 40197, 40501, 40613,
    ];

    // The pool that is empty is told by an InvalidOperationException of the client's own.
    public static bool IsOutage(Exception exception) => exception switch
    {
        SqlException sql => Outages.Contains(sql.Number),
        InvalidOperationException { TargetSite.DeclaringType.Assembly: var source } => source == typeof(SqlException).Assembly,
        _ => false,
    };
}

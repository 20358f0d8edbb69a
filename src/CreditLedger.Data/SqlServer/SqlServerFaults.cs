using Microsoft.Data.SqlClient;

namespace CreditLedger.Data.SqlServer;

internal static class SqlServerFaults
{
    // Timeout, no connection, deadlock, lock timeout, log or file group full, read-only, database not there or still starting, sign-in refused
    public static bool IsOutage(Exception exception) =>
        exception is SqlException { Number: -2 or -1 or 0 or 2 or 20 or 53 or 64 or 121 or 233 or 258 or 1105 or 1205 or 1222 or 3906 or 4060 or 9002 or 10053 or 10054 or 10060 or 10061 or 11001 or 17142 or 18401 or 18456 };
}

using CreditLedger.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>Whether the database answers, and if not, why; part of <c>/health/ready</c>.</summary>
internal sealed class DatabaseHealth(LedgerDbContext db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await db.Database.OpenConnectionAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync("SELECT 1", cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (DatabaseFaults.IsOutage(exception))
        {
            return HealthCheckResult.Unhealthy(DatabaseFaults.ReasonOf(exception));
        }
    }
}

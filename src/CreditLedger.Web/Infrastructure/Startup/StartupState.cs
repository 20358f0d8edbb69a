using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>Whether the steps before serving are done; part of <c>/health/ready</c>.</summary>
public sealed class StartupState : IHealthCheck
{
    private volatile bool _isReady;
    private volatile string _reason = "The steps before serving are not done.";

    /// <summary>True from the end of the last step on.</summary>
    public bool IsReady => _isReady;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isReady ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(_reason));

    internal void Done() => _isReady = true;

    internal void Waits(string reason) => _reason = reason;
}

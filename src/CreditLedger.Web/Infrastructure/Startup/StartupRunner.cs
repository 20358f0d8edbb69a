using CreditLedger.Data;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>
/// Runs the steps before the server listens. When the database cannot be reached the site starts nevertheless, answers that it is not
/// ready, and tries again until the fault ends; any other failure stops the start.
/// </summary>
internal sealed partial class StartupRunner(
    IServiceScopeFactory scopes, StartupState state, TimeProvider clock, ILogger<StartupRunner> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!await TryAsync(cancellationToken)) await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do await Task.Delay(Pause, clock, stoppingToken);
        while (!await TryAsync(stoppingToken));
    }

    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            foreach (var step in scope.ServiceProvider.GetServices<IStartupStep>()) await step.RunAsync(cancellationToken);
            state.Done();
            return true;
        }
        catch (Exception exception) when (DatabaseFaults.IsOutage(exception))
        {
            state.Waits(DatabaseFaults.ReasonOf(exception));
            NotReachable(log, exception);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The database cannot be used; the site answers 'not ready' and tries again.")]
    private static partial void NotReachable(ILogger log, Exception exception);
}

using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using CreditLedger.Data.Supply;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>
/// Issues what memberships are due, each minute (R25). Every node does so: who comes second finds nothing to do. A failed run is tried
/// again at the next; nothing depends on a run at any particular moment.
/// </summary>
internal sealed partial class IssuingRunner(IServiceProvider services, SiteSettings settings, StartupState state, TimeProvider clock,
    ILogger<IssuingRunner> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan WhileStarting = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Not before the database is brought to this version.
        while (!state.IsReady) await Task.Delay(WhileStarting, clock, stoppingToken);
        while (true)
        {
            await TryAsync(stoppingToken);
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            // By the settings of now, not of the start.
            await settings.RefreshAsync(stoppingToken);
            var counts = await services.GetRequiredService<MembershipIssuing>().RunAsync(DateTime.MaxValue, null, stoppingToken);
            if (counts.Periods > 0) Issued(log, counts.Periods);
        }
        catch (LedgerBusyException)
        {
            Postponed(log);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is, the pages go on, and so does the next run.
            Failed(log, exception);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Issued {Periods} periods of memberships.")]
    private static partial void Issued(ILogger log, long periods);

    [LoggerMessage(2, LogLevel.Information, "Others are writing; what memberships are due is issued at the next run.")]
    private static partial void Postponed(ILogger log);

    [LoggerMessage(3, LogLevel.Error, "What memberships are due could not be issued; it is tried again in a minute.")]
    private static partial void Failed(ILogger log, Exception exception);
}

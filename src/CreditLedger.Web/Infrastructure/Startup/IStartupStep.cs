namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>
/// Something the site does before it serves, in the order of registration (<see cref="StartupSteps"/>). Runs again after a fault.
/// </summary>
public interface IStartupStep
{
    /// <summary>Does it, or finds it done.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}

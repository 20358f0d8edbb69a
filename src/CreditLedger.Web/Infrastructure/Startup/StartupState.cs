namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>Whether the steps before serving are done.</summary>
public sealed class StartupState
{
    private volatile bool _isReady;

    /// <summary>True from the end of the last step on.</summary>
    public bool IsReady => _isReady;

    internal void Done() => _isReady = true;
}

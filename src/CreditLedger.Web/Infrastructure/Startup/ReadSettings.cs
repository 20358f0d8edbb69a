using CreditLedger.Data.Settings;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>Reads the site's settings for the first time, and names values of the configuration that do not count (R55).</summary>
internal sealed partial class ReadSettings(SiteSettings settings, IgnoredSettings ignored, ILogger<ReadSettings> log) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await settings.RefreshAsync(cancellationToken);
        foreach (var sentence in ignored.Sentences()) Ignored(log, sentence);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Sentence}")]
    private static partial void Ignored(ILogger log, string sentence);
}

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>Stops the start when the site's keys cannot be read, and warns when they are stored unencrypted.</summary>
internal sealed partial class CheckKeySecret(
    KeySecretCheck check, SiteOptions site, IHostEnvironment environment, ILogger<CheckKeySecret> log) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await check.RunAsync(cancellationToken);
        if (string.IsNullOrEmpty(site.KeySecret) && !environment.IsDevelopment()) NotSet(log);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Site:KeySecret is not set: the keys that protect sign-ins are stored unencrypted, and anyone with a copy of the database can sign "
        + "in as any user. Set it to a random text of 32 characters or more, the same on every node.")]
    private static partial void NotSet(ILogger log);
}

using System.CommandLine;
using CreditLedger.Data;
using CreditLedger.Data.Settings;
using CreditLedger.Web.Infrastructure;
using CreditLedger.Web.Infrastructure.Startup;

namespace CreditLedger.Web.Commands;

/// <summary>What every verb shares: the options that choose the database, the services, and what becomes of a failure.</summary>
public sealed class CliHost(TextWriter error)
{
    /// <summary><c>--database</c>, before or after any verb.</summary>
    public Option<string?> Database { get; } = new("--database")
    {
        Description = "Connection string, instead of the setting ConnectionStrings:Ledger.",
        HelpName = "connection string",
        Recursive = true,
    };

    /// <summary><c>--provider</c>, before or after any verb.</summary>
    public Option<string?> Provider { get; } = CreateProvider();

    /// <summary>Makes the command run <paramref name="run"/> with the site's services.</summary>
    /// <param name="command">The verb.</param>
    /// <param name="database">What the verb needs the database to be.</param>
    /// <param name="run">The verb's work; what it returns is the exit code.</param>
    public void Handle(Command command, DatabaseNeed database, Func<CliRun, CancellationToken, Task<int>> run) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                await using var site = SiteBuilder.BuildForCommand(Settings(parsed));
                await using var scope = site.Services.CreateAsyncScope();
                await PrepareAsync(database, scope.ServiceProvider, cancellationToken);
                return await run(new CliRun(parsed, scope.ServiceProvider), cancellationToken);
            }
            catch (CliException refusal)
            {
                await error.WriteLineAsync(refusal.Message);
                return refusal.ExitCode;
            }
            catch (Exception wrong) when (WrongSettings.Of(wrong) is { Count: > 0 } messages)
            {
                foreach (var message in messages) await error.WriteLineAsync(message);
                return CommandLine.UsedWrongly;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                await error.WriteLineAsync("Stopped. What was committed stays; the rest was not recorded.");
                return CommandLine.No;
            }
            catch (Exception file) when (file is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"A file cannot be read or written: {file.Message}");
                return CommandLine.No;
            }
            catch (Exception outage) when (DatabaseFaults.IsOutage(outage))
            {
                await error.WriteLineAsync($"The database cannot be used: {outage.GetBaseException().Message}");
                return CommandLine.No;
            }
        });

    // The verb goes by the zone and the rules of the ledger, whatever this process is configured to (R55).
    private async Task PrepareAsync(DatabaseNeed need, IServiceProvider services, CancellationToken cancellationToken)
    {
        if (need != DatabaseNeed.BroughtToThisVersion) return;
        await services.GetRequiredService<IDatabaseMigrator>().MigrateAsync(cancellationToken);
        await services.GetRequiredService<SiteSettings>().RefreshAsync(cancellationToken);
        foreach (var sentence in services.GetRequiredService<IgnoredSettings>().Sentences()) await error.WriteLineAsync(sentence);
    }

    private Dictionary<string, string?> Settings(ParseResult parsed)
    {
        var settings = new Dictionary<string, string?>();
        if (parsed.GetValue(Database) is { Length: > 0 } database) settings["ConnectionStrings:Ledger"] = database;
        if (parsed.GetValue(Provider) is { Length: > 0 } provider) settings["Database:Provider"] = provider;
        return settings;
    }

    private static Option<string?> CreateProvider()
    {
        var provider = new Option<string?>("--provider") { Description = "Instead of the setting Database:Provider.", Recursive = true };
        provider.AcceptOnlyFromAmong("sqlite", "sqlserver");
        return provider;
    }
}

/// <summary>What a verb needs the database to be.</summary>
public enum DatabaseNeed
{
    /// <summary>The verb sees to it itself.</summary>
    AsItIs,

    /// <summary>Migrated first; safe to do each time.</summary>
    BroughtToThisVersion,
}

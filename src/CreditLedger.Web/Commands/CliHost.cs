using System.CommandLine;
using CreditLedger.Data;
using CreditLedger.Data.Settings;
using CreditLedger.Data.Verification;
using CreditLedger.Web.Infrastructure;
using CreditLedger.Web.Infrastructure.Startup;

namespace CreditLedger.Web.Commands;

/// <summary>What every verb shares: the options that choose the database, the services, and what becomes of a failure.</summary>
public sealed class CliHost(TextWriter error)
{
    /// <summary><c>--database</c>, before or after any verb.</summary>
    public Option<string?> Database { get; } = new("--database")
    {
        Description = "Connection string, or the name of a SQLite file, instead of the setting ConnectionStrings:Ledger.",
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
                await using var site = SiteBuilder.BuildForCommand(Settings(parsed, database));
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
            catch (DatabaseVersionException version)
            {
                await error.WriteLineAsync(version.Message);
                return CommandLine.No;
            }
        });

    /// <summary>Verifies a SQLite file, and says its differences.</summary>
    /// <returns>Why it must not be used; null if all is well.</returns>
    internal static async Task<string?> VerifyFileAsync(string file, TextWriter output, CancellationToken cancellationToken)
    {
        await using var site = SiteBuilder.BuildForCommand(new Dictionary<string, string?>
        {
            ["ConnectionStrings:Ledger"] = $"Data Source={file}",
            ["Database:Provider"] = "sqlite",
            ["Database:OnlyReads"] = "true",
        });
        var migrator = site.Services.GetRequiredService<IDatabaseMigrator>();
        if (migrator.Missing is not null) return $"There is no file {file}.";
        if ((await migrator.PendingAsync(cancellationToken)).Count > 0)
            return "The backup is of an older version. Put it in place by hand, run migrate and then verify.";
        var report = await site.Services.GetRequiredService<LedgerVerification>().RunAsync(null, cancellationToken);
        foreach (var difference in report.Differences) await output.WriteLineAsync(difference.ToString());
        return report.Differences.Count == 0 ? null : "The backup is not as it was recorded; nothing was changed.";
    }

    // The verb goes by the zone and the rules of the ledger, whatever this process is configured to (R55).
    private async Task PrepareAsync(DatabaseNeed need, IServiceProvider services, CancellationToken cancellationToken)
    {
        var migrator = services.GetRequiredService<IDatabaseMigrator>();
        if (need is DatabaseNeed.Present or DatabaseNeed.OnlyRead or DatabaseNeed.BroughtToThisVersion && migrator.Missing is { } missing)
            throw new CliException(missing);
        if (need is not (DatabaseNeed.BroughtToThisVersion or DatabaseNeed.Created)) return;
        await migrator.MigrateAsync(cancellationToken);
        await services.GetRequiredService<SiteSettings>().RefreshAsync(cancellationToken);
        foreach (var sentence in services.GetRequiredService<IgnoredSettings>().Sentences()) await error.WriteLineAsync(sentence);
    }

    private Dictionary<string, string?> Settings(ParseResult parsed, DatabaseNeed need)
    {
        var settings = new Dictionary<string, string?>();
        if (need == DatabaseNeed.OnlyRead) settings["Database:OnlyReads"] = "true";

        // A plain file name is accepted too.
        if (parsed.GetValue(Database) is { Length: > 0 } database)
            settings["ConnectionStrings:Ledger"] = database.Contains('=', StringComparison.Ordinal) ? database : $"Data Source={database}";
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

    /// <summary>It must exist, and is used as it is.</summary>
    Present,

    /// <summary>It must exist, and is only read.</summary>
    OnlyRead,

    /// <summary>It must exist, and is migrated first.</summary>
    BroughtToThisVersion,

    /// <summary>It is created if missing, and migrated first.</summary>
    Created,
}

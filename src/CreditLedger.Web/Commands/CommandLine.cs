using System.CommandLine;

namespace CreditLedger.Web.Commands;

/// <summary>
/// The web program as a tool. Data to standard output, messages to standard error; exit code 0 when it did its job, 1 when the answer is
/// "no", 2 when it was used wrongly. A verb is one class with a static <c>Build</c> and one line in <see cref="Verbs"/>.
/// </summary>
public static class CommandLine
{
    /// <summary>It did its job.</summary>
    public const int Done = 0;

    /// <summary>The answer is "no", or it could not be done.</summary>
    public const int No = 1;

    /// <summary>It was used wrongly.</summary>
    public const int UsedWrongly = 2;

    private static readonly string[] OptionsWithValue = ["--database", "--provider"];
    private static readonly string[] HelpText = ["--help", "-h", "-?", "/?", "--version"];

    private static Command[] Verbs(CliHost host) =>
    [
        MigrateCommand.Build(host),
        SeedDemoCommand.Build(host),
        ImportCommand.Build(host),
        ExportCommand.Build(host),
        IssueCommand.Build(host),
        VerifyCommand.Build(host),
        BackupCommands.BuildBackup(host),
        BackupCommands.BuildRestore(host),
        UserCommand.Build(host),
        SettingsCommand.Build(host),
    ];

    /// <summary>Whether the arguments name a verb or ask for help; if not, they are the site's settings.</summary>
    public static bool HasVerb(string[] args)
    {
        for (var index = 0; index < args.Length; index++)
        {
            if (OptionsWithValue.Contains(args[index], StringComparer.Ordinal)) index++;
            else if (HelpText.Contains(args[index], StringComparer.Ordinal)) return true;
            else if (!args[index].StartsWith('-')) return !IsValueOfSetting(args, index);
        }

        return false;
    }

    /// <summary>Runs one verb.</summary>
    public static async Task<int> RunAsync(
        string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var host = new CliHost(error);
        var root = new RootCommand("CreditLedger: an immutable ledger of benefits and credits. Without a verb it serves the site.");
        root.Options.Add(host.Database);
        root.Options.Add(host.Provider);
        foreach (var verb in Verbs(host)) root.Subcommands.Add(verb);

        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors) await error.WriteLineAsync(problem.Message);
            await error.WriteLineAsync("Add --help to see how it is used.");
            return UsedWrongly;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }, cancellationToken);
    }

    // "--urls http://..." is a setting of the site and its value.
    private static bool IsValueOfSetting(string[] args, int index) =>
        index > 0 && args[index - 1].StartsWith("--", StringComparison.Ordinal) && !args[index - 1].Contains('=', StringComparison.Ordinal);
}

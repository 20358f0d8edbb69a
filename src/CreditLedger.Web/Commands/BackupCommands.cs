using System.CommandLine;
using System.Globalization;
using CreditLedger.Data;

namespace CreditLedger.Web.Commands;

/// <summary><c>backup</c> and <c>restore</c>: a copy of the whole database, and putting it back.</summary>
internal static class BackupCommands
{
    public static Command BuildBackup(CliHost host)
    {
        var file = new Argument<string>("file") { Description = "Where the copy is written; never over a file that is there." };
        var command = new Command("backup",
            "Writes a copy of the database as it is at one moment, while the site serves. Check it with verify --database FILE.") { file };
        host.Handle(command, DatabaseNeed.Present, async (run, cancellationToken) =>
        {
            var name = run.Parsed.GetRequiredValue(file);
            var bytes = await SaidByTheServerAsync(() => run.Get<IDatabaseBackup>().BackUpAsync(name, cancellationToken));
            await run.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{bytes:#,0} bytes written to {name}."));
            return CommandLine.Done;
        });
        return command;
    }

    public static Command BuildRestore(CliHost host)
    {
        var file = new Argument<string>("file") { Description = "A copy that backup wrote." };
        var command = new Command("restore",
            "Verifies a backup and replaces the database with it. Stop the site first; the former file is kept.") { file };
        host.Handle(command, DatabaseNeed.AsItIs, async (run, cancellationToken) =>
        {
            var name = run.Parsed.GetRequiredValue(file);
            if (run.Get<DatabaseOptions>().Provider.Equals("sqlite", StringComparison.OrdinalIgnoreCase)
                && await CliHost.VerifyFileAsync(name, run.Output, cancellationToken) is { } refusal)
                throw new CliException(refusal);
            var former = await SaidByTheServerAsync(() => run.Get<IDatabaseBackup>().RestoreAsync(name, cancellationToken));
            await run.Error.WriteLineAsync($"{name} was verified and is the database now. Start the site.");
            if (former is not null) await run.Error.WriteLineAsync($"The former file is {former}.");
            return CommandLine.Done;
        });
        return command;
    }

    private static async Task<T> SaidByTheServerAsync<T>(Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (NotSupportedException said)
        {
            throw CliException.UsedWrongly(said.Message);
        }
    }
}

using System.CommandLine;
using CreditLedger.Data.Export;

namespace CreditLedger.Web.Commands;

/// <summary><c>export</c>: every credit or every ledger row, streamed to standard output.</summary>
internal static class ExportCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("export", "Writes rows to standard output, as many as there are.");
        command.Subcommands.Add(Build(host, "credits", $"Every credit with its sums: {CreditsExport.Headings}",
            (run, stream, stop) => run.Get<CreditsExport>().RunAsync(stream, stop)));
        command.Subcommands.Add(Build(host, "entries", $"Every ledger row: {EntriesExport.Headings}",
            (run, stream, stop) => run.Get<EntriesExport>().RunAsync(stream, stop)));
        return command;
    }

    private static Command Build(CliHost host, string name, string description, Func<CliRun, Stream, CancellationToken, Task> export)
    {
        var format = new Option<string>("--format")
        { Description = "csv: whole smallest units, RFC 3339 instants, formulas made plain text.", DefaultValueFactory = _ => "csv" };
        format.AcceptOnlyFromAmong("csv");
        var command = new Command(name, description) { format };
        host.Handle(command, DatabaseNeed.BroughtToThisVersion, async (run, cancellationToken) =>
        {
            await using var stream = CliOutput.Open(run);
            await run.Get<AuditLog>().AllowedByCommandAsync($"export {name}", "all rows");
            try
            {
                await export(run, stream, cancellationToken);
            }
            catch (IOException closed)
            {
                throw new CliException($"Standard output was closed: {closed.Message}");
            }

            return CommandLine.Done;
        });
        return command;
    }
}

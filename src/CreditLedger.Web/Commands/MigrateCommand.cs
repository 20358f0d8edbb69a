using System.CommandLine;
using CreditLedger.Data;

namespace CreditLedger.Web.Commands;

/// <summary><c>migrate</c>: brings the database to this version.</summary>
internal static class MigrateCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("migrate", "Brings the database to this version. Safe to run twice, and from several nodes at once.");
        host.Handle(command, DatabaseNeed.AsItIs, async (run, cancellationToken) =>
        {
            var applied = await run.Get<IDatabaseMigrator>().MigrateAsync(cancellationToken);
            foreach (var migration in applied) await run.Error.WriteLineAsync($"Applied {migration}.");
            await run.Error.WriteLineAsync(
                applied.Count == 0 ? "The database is at this version already." : "The database is at this version now.");
            return CommandLine.Done;
        });
        return command;
    }
}

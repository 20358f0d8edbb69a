using System.CommandLine;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Settings;

namespace CreditLedger.Web.Commands;

/// <summary><c>settings</c>: prints the settings that the database keeps, and changes one (R55).</summary>
internal static class SettingsCommand
{
    public static Command Build(CliHost host)
    {
        var command = new Command("settings",
            "Prints the site's settings, as the database keeps them for the site, every node and every verb.") { Set(host) };
        host.Handle(command, DatabaseNeed.BroughtToThisVersion, async (run, _) =>
        {
            var row = run.Get<SiteSettings>().Row;
            foreach (var setting in SiteSetting.All) await run.Output.WriteLineAsync($"{setting.Name}={setting.Read(row)}");
            return CommandLine.Done;
        });
        return command;
    }

    private static Command Set(CliHost host)
    {
        var name = new Argument<string>("name")
        { Description = "One of: " + string.Join(", ", SiteSetting.All.Select(setting => setting.Name)) + "." };
        name.CompletionSources.Add([.. SiteSetting.All.Select(setting => setting.Name)]);
        var value = new Argument<string>("value") { Description = "The new value; prices of pages in the currency's smallest unit." };
        var command = new Command("set", "Changes one setting. Time zone and currency stay once anything is recorded.") { name, value };
        host.Handle(command, DatabaseNeed.BroughtToThisVersion, (run, cancellationToken) =>
            SetAsync(run, run.Parsed.GetRequiredValue(name), run.Parsed.GetRequiredValue(value), cancellationToken));
        return command;
    }

    private static async Task<int> SetAsync(CliRun run, string name, string value, CancellationToken cancellationToken)
    {
        if (SiteSetting.Of(name) is not { } setting)
            throw CliException.UsedWrongly(
                $"There is no setting '{name}'. Settings are {string.Join(", ", SiteSetting.All.Select(one => one.Name))}.");
        if (setting.Write(run.Get<SiteSettings>().Row, value) is not { } row || !setting.IsRight(row))
            throw CliException.UsedWrongly($"{setting.Name} cannot be '{value}'; it {setting.Must}.");

        var command = new SaveSettingsCommand(Guid.NewGuid().ToString("D"), Actor.Job(JobName.CommandLine))
        {
            Settings = row,
            Audit = AuditLog.NoteOfCommand("change site settings") with
            {
                About = _ => SiteSetting.Changes(run.Get<SiteSettings>().Row, row),
            },
        };
        var result = await run.Get<LedgerStore>().ExecuteAsync(command, cancellationToken);
        if (result is Refused refused) throw new CliException($"{setting.Name} was not changed. {refused.Refusal.Message}");
        if (result is not Done done) throw new CliException("The ledger is busy; nothing was changed. Try again.");
        await run.Error.WriteLineAsync(
            done.Changed ? $"{setting.Name} is {setting.Read(row)} now." : $"{setting.Name} is {setting.Read(row)} already.");
        return CommandLine.Done;
    }
}

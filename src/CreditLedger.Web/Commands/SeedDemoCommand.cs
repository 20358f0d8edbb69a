using System.CommandLine;
using System.Globalization;
using CreditLedger.Data.Demo;

namespace CreditLedger.Web.Commands;

/// <summary><c>seed-demo</c>: a believable coworking space in an empty database.</summary>
internal static class SeedDemoCommand
{
    public static Command Build(CliHost host)
    {
        var standard = new DemoOptions();
        var members = Whole("--members", "How many members.", standard.Members, DemoOptions.MaxMembers);
        var months = Whole("--months", "How many months back the first credits start.", standard.Months, DemoOptions.MaxMonths);
        var seed = new Option<int>("--seed")
        { Description = "The same seed, at the same time, gives the same space.", DefaultValueFactory = _ => standard.Seed };
        var command = new Command("seed-demo",
            "Fills an empty database with a believable coworking space. Refuses a database that already holds members.")
        {
            members, months, seed,
        };
        host.Handle(command, DatabaseNeed.Created, async (run, cancellationToken) =>
        {
            var options = new DemoOptions(run.Parsed.GetValue(members), run.Parsed.GetValue(months), run.Parsed.GetValue(seed));
            var counts = await run.Get<DemoSpace>().FillAsync(options, cancellationToken)
                ?? throw new CliException(
                    "This database already holds members: the demo space is for an empty one. Name another with --database.");
            await run.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{counts.Members:#,0} members, {counts.Credits:#,0} credits, {counts.Usages:#,0} usages, {counts.Corrections:#,0} " +
                    $"corrections."));
            return CommandLine.Done;
        });
        return command;
    }

    private static Option<int> Whole(string name, string description, int standard, int most)
    {
        var option = new Option<int>(name) { Description = $"{description} 1 to {most}.", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number)
                && (number < 1 || number > most))
                result.AddError($"{name} must be a whole number from 1 to {most}.");
        });
        return option;
    }
}

namespace CreditLedger.Web.Tests.Commands;

/// <summary>
/// The verbs that take rows in and give rows out: data on standard output, words on standard error, exit codes as promised.
/// </summary>
public sealed class ImportExportTests
{
    [Fact]
    public async Task A_small_year_goes_in_and_comes_out()
    {
        using var verbs = await CliRunner.MigratedAsync();
        var members = verbs.Write("members.csv", "reference,name\nM1,Ada\n");
        var benefits = verbs.Write("benefits.csv", "reference,name,kind\nDESK,Desk time,Time\n");
        var credits = verbs.Write("credits.csv", "external_id,member,benefit,amount,starts_at\nC1,M1,DESK,120,2025-01-01 00:00\n");
        var usages = verbs.Write("usages.csv",
            "external_id,member,amount,used_at,benefit\nU1,M1,90,2025-02-01 10:00,DESK\nU2,M1,45,2025-02-02 10:00,DESK\n");

        Assert.Equal((0, "", "1 created, 0 changed, 0 refused, 0 already there.\n"), await verbs.RunAsync("import", "members", members));
        Assert.Equal(0, (await verbs.RunAsync("import", "benefits", benefits)).Code);
        Assert.Equal((0, "", "1 posted (1 entry), 0 refused, 0 already there.\n"), await verbs.RunAsync("import", "credits", credits));

        const string Refused =
            "line,column,reason\n3,amount,Short by 15 min: 30 min of 45 min is available. Desk time (credit 1): not enough.\n";
        var all = await verbs.RunAsync("import", "usages", usages);
        Assert.Equal((1, Refused), (all.Code, all.Output));
        Assert.StartsWith("Nothing was posted: 1 would be posted (1 entry), 1 refused, 0 already there.", all.Error,
            StringComparison.Ordinal);
        var dry = await verbs.RunAsync("import", "usages", usages, "--skip-refused", "--dry-run");
        Assert.Equal((1, Refused, "Dry run, nothing was posted: 1 would be posted (1 entry), 1 refused, 0 already there.\n"), dry);
        Assert.Equal((1, Refused, "1 posted (1 entry), 1 refused, 0 already there.\n"),
            await verbs.RunAsync("import", "usages", usages, "--skip-refused"));
        Assert.Equal((1, Refused, "0 posted (0 entries), 1 refused, 1 already there.\n"),
            await verbs.RunAsync("import", "usages", usages, "--skip-refused"));

        const string Credits =
            "external_id,member,benefit,granted,used,adjusted,balance,status,starts_at,expires_at\n" +
            "C1,M1,DESK,120,90,0,30,Current,2025-01-01T00:00:00Z,\n";
        Assert.Equal((0, Credits, ""), await verbs.RunAsync("export", "credits", "--format", "csv"));
        var entries = await verbs.RunAsync("export", "entries");
        Assert.Equal((0, 4), (entries.Code, entries.Output.Split('\n').Length));
    }

    [Fact]
    public async Task Wrong_use_ends_with_2_and_says_what_is_wrong()
    {
        using var verbs = await CliRunner.MigratedAsync();
        var file = verbs.Write("members.csv", "reference,name\nM1,Ada\n");
        foreach (var (args, message) in new (string[], string)[]
        {
            (["import", "members", file + ".gone"], "There is no file"),
            (["import", "members", Path.GetDirectoryName(file)!], "is a directory"),
            (["import", "members"], "Required argument"),
            (["import", "papercut", file], "Required command"),
            (["import", "members", file, "--mapping", "x.json"], "--mapping"),
            (["export", "credits", "--format", "xlsx"], "xlsx"),
            (["export", "members"], "Required command"),
            (["seed-demo", "--members", "0"], "from 1 to"),
            (["seed-demo", "--months", "many"], "many"),
        })
        {
            var run = await verbs.RunAsync(args);
            Assert.Equal((2, ""), (run.Code, run.Output));
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_damaged_file_ends_with_1_and_posts_nothing()
    {
        using var verbs = await CliRunner.MigratedAsync();
        var run = await verbs.RunAsync("import", "members", verbs.Write("members.csv", "reference,name\nM1,Ada\nM2,\"Bo"),
            "--skip-refused");
        Assert.Equal((1, "The file could not be read to its end. Nothing was posted.\n"), (run.Code, run.Error));
        Assert.StartsWith("line,column,reason\n3,,A quote that opens in this row is never closed", run.Output, StringComparison.Ordinal);
        Assert.Equal("1 created, 0 changed, 0 refused, 0 already there.\n",
            (await verbs.RunAsync("import", "members", verbs.Write("m.csv", "reference,name\nM1,Ada\n"))).Error);
    }

    [Fact]
    public async Task The_demo_space_fills_an_empty_database_once()
    {
        using var verbs = await CliRunner.MigratedAsync();
        var first = await verbs.RunAsync("seed-demo", "--members", "20", "--months", "3", "--seed", "7");
        Assert.Equal((0, ""), (first.Code, first.Output));
        Assert.StartsWith("20 members, ", first.Error, StringComparison.Ordinal);
        var second = await verbs.RunAsync("seed-demo");
        Assert.Equal(1, second.Code);
        Assert.Contains("already holds members", second.Error, StringComparison.Ordinal);
    }
}

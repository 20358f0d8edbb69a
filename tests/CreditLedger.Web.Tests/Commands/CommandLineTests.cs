using CreditLedger.Web.Commands;
using CreditLedger.Web.Tests.Site;

namespace CreditLedger.Web.Tests.Commands;

/// <summary>The command host: what goes where, and with which exit code.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("creditledger-verbs-").FullName;

    private string Database => $"Data Source={Path.Combine(_folder, "ledger.db")}";

    [Theory]
    [InlineData(new[] { "migrate" }, true)]
    [InlineData(new[] { "--database", "Data Source=x", "migrate" }, true)]
    [InlineData(new[] { "nonsense" }, true)]
    [InlineData(new[] { "--help" }, true)]
    [InlineData(new string[0], false)]
    [InlineData(new[] { "--urls", "http://localhost:1" }, false)]
    [InlineData(new[] { "--database", "Data Source=x" }, false)]
    [InlineData(new[] { "--environment=Production" }, false)]
    public void A_verb_is_told_from_settings_of_the_site(string[] args, bool hasVerb) => Assert.Equal(hasVerb, CommandLine.HasVerb(args));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("migrate", "--nonsense")]
    [InlineData("migrate", "--provider", "oracle")]
    [InlineData("user", "create", "--email", "a@b.example")]
    [InlineData("user", "create", "--email", "a@b.example", "--role", "King")]
    [InlineData("user", "create", "--email", "a@b.example", "--role", "3")]
    [InlineData("user", "create", "--email", "no address", "--role", "Admin")]
    public async Task Wrong_use_exits_2_with_a_message_on_standard_error_only(params string[] args)
    {
        await RunAsync(["migrate", "--database", Database]);
        var run = await RunAsync([.. args, "--database", Database]);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.NotEmpty(run.Error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("migrate", "--help")]
    [InlineData("user", "--help")]
    [InlineData("user", "create", "--help")]
    public async Task Help_exits_0_and_is_data(params string[] args)
    {
        var run = await RunAsync(args);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Usage", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrating_twice_exits_0_both_times_and_writes_no_data()
    {
        var first = await RunAsync(["migrate", "--database", Database]);
        var second = await RunAsync(["--database", Database, "migrate"]);
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Empty(first.Output + second.Output);
        Assert.Contains("Applied", first.Error, StringComparison.Ordinal);
        Assert.Contains("already", second.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("issue")]
    [InlineData("settings")]
    [InlineData("backup", "copy.db")]
    [InlineData("export", "credits")]
    [InlineData("user", "create", "--email", "a@b.example", "--role", "Admin")]
    public async Task No_verb_but_migrate_and_seed_demo_creates_a_database(params string[] args)
    {
        var file = Path.Combine(_folder, "not-there.db");
        var run = await RunAsync([.. args, "--database", file]);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("There is no database at", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(file));
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("migrate")]
    [InlineData("issue")]
    [InlineData("seed-demo")]
    [InlineData("backup", "copy.db")]
    public async Task A_file_that_is_no_database_ends_with_a_sentence(params string[] args)
    {
        var file = Path.Combine(_folder, "garbage.db");
        await File.WriteAllTextAsync(
            file, string.Concat(Enumerable.Repeat("This is no database. ", 500)), TestContext.Current.CancellationToken);
        args = [.. args.Select(arg => arg == "copy.db" ? Path.Combine(_folder, arg) : arg)];
        var run = await RunAsync([.. args, "--database", file]);
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Contains("not a database", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_verified_restored_and_never_written_over()
    {
        var (file, copy) = (Path.Combine(_folder, "ledger.db"), Path.Combine(_folder, "copy.db"));
        Assert.Equal(0, (await RunAsync(["seed-demo", "--members", "10", "--months", "2", "--database", file])).ExitCode);
        Assert.Equal(0, (await RunAsync(["backup", copy, "--database", file])).ExitCode);
        Assert.Equal(1, (await RunAsync(["backup", copy, "--database", file])).ExitCode);
        var verified = await RunAsync(["verify", "--database", copy]);
        Assert.Equal((0, ""), (verified.ExitCode, verified.Output));
        Assert.Contains("Only a seal", verified.Error, StringComparison.Ordinal);

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var restored = await RunAsync(["restore", copy, "--database", file]);
        Assert.True(restored.ExitCode == 0, restored.Error);
        Assert.Contains("The former file is", restored.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(["verify", "--database", file])).ExitCode);

        await File.WriteAllTextAsync(copy, "changed", TestContext.Current.CancellationToken);
        Assert.Equal(1, (await RunAsync(["restore", copy, "--database", file])).ExitCode);
        Assert.Equal(0, (await RunAsync(["verify", "--database", file])).ExitCode);
    }

    [Fact]
    public async Task A_database_that_cannot_be_opened_exits_1_with_a_sentence()
    {
        var run = await RunAsync(["user", "create", "--email", "a@b.example", "--role", "Staff", "--database", $"Data Source={_folder}"]);
        Assert.Equal(1, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_gets_a_link_that_sets_a_password_once()
    {
        await using var site = new SiteFactory();
        var visitor = site.Visitor();
        var run = await RunAsync(["user", "create", "--email", "new@space.example", "--role", "manager", "--database", site.Database]);
        Assert.Equal(0, run.ExitCode);
        var link = new Uri(run.Output.Trim()).PathAndQuery;

        var twice = await RunAsync(["user", "create", "--email", "new@space.example", "--role", "manager", "--database", site.Database]);
        Assert.Equal(1, twice.ExitCode);

        var page = await visitor.GetAsync(link);
        Assert.Contains("new@space.example", page.TextOf("main"), StringComparison.Ordinal);
        var done = await page.SubmitAsync("form[action='/account/set-password']", ("Password", "under the old oak table"),
            ("Repeated", "under the old oak table"));
        Assert.Equal("/", done.Location);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await site.Visitor().GetAsync(link)).Status);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await CommandLine.RunAsync(args, output, error, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}

using System.Net;
using CreditLedger.Data;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Commands;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Commands;

/// <summary>Accounts from the console, beside a site that serves.</summary>
public sealed class UserCommandTests : IAsyncDisposable
{
    private const string SignInForm = "form[action='/account/sign-in']";

    private readonly SiteFactory _site = new();

    [Fact]
    public async Task The_list_tells_what_each_account_can_do()
    {
        await _site.SignInAsync(UserRole.Admin);
        await _site.HaveUserAsync(UserRole.Staff);
        await _site.HaveUserAsync(UserRole.Manager);
        await RunAsync("create", "--email", "new@space.example", "--role", "Staff");
        await RunAsync("disable", "--email", SiteFactory.EmailOf(UserRole.Manager));
        for (var attempt = 0; attempt < 5; attempt++) await TryAsync(_site.Visitor(), SiteFactory.EmailOf(UserRole.Staff), "wrong words");

        // The verb runs by the machine's clock; the wrong passwords are as old as the site's.
        await using var context = NewContext();
        var now = DateTime.SpecifyKind(TimeProvider.System.GetUtcNow().UtcDateTime, DateTimeKind.Utc);
        await context.SignInTries.ExecuteUpdateAsync(set => set.SetProperty(row => row.LastAt, now), Stop);

        var list = await RunAsync("list");
        Assert.Equal((0, ""), (list.Code, list.Error));
        var lines = list.Output.TrimEnd().Split(Environment.NewLine).Select(line => line.Split('\t')).ToList();
        Assert.Equal(["admin@space.example", "manager@space.example", "new@space.example", "staff@space.example"],
            lines.Select(line => line[0]));
        Assert.Equal(["Admin", "Manager", "Staff", "Staff"], lines.Select(line => line[1]));
        Assert.Equal(["active", "disabled", "invited"], lines.Take(3).Select(line => line[2]));
        Assert.StartsWith("waiting after wrong passwords until 20", lines[3][2], StringComparison.Ordinal);
        Assert.Equal(["2025-12-12T12:00:00Z", "2025-12-12T12:00:00Z"], lines[0][3..]);
        Assert.Equal("", lines[1][4]);
    }

    [Fact]
    public async Task A_reset_ends_sessions_and_the_old_password_and_prints_a_link()
    {
        var browser = await _site.SignInAsync(UserRole.Admin);
        var email = SiteFactory.EmailOf(UserRole.Admin);
        var reset = await RunAsync("reset", "--email", email.ToUpperInvariant());
        Assert.Equal(0, reset.Code);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/search?q=a")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TryAsync(_site.Visitor(), email, SiteFactory.Password)).Status);

        var page = await _site.Visitor().GetAsync(new Uri(reset.Output.Trim()).PathAndQuery);
        var set = await page.SubmitAsync("form[action='/account/set-password']", ("Password", "under the old oak table"),
            ("Repeated", "under the old oak table"));
        Assert.Equal("/", set.Location);
    }

    [Fact]
    public async Task Unlocking_forgets_the_wrong_passwords()
    {
        var email = (await _site.HaveUserAsync(UserRole.Staff)).Email!;
        for (var attempt = 0; attempt < 5; attempt++) await TryAsync(_site.Visitor(), email, "wrong words");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TryAsync(_site.Visitor(), email, SiteFactory.Password)).Status);
        Assert.Equal(0, (await RunAsync("unlock", "--email", email)).Code);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(_site.Visitor(), email, SiteFactory.Password)).Status);
    }

    [Fact]
    public async Task A_disabled_account_is_signed_out_at_once_and_opens_again_when_enabled()
    {
        await _site.HaveUserAsync(UserRole.Admin);
        var browser = await _site.SignInAsync(UserRole.Staff);
        var email = SiteFactory.EmailOf(UserRole.Staff);
        Assert.Equal(0, (await RunAsync("disable", "--email", email)).Code);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/search?q=a")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await TryAsync(_site.Visitor(), email, SiteFactory.Password)).Status);

        var reset = await RunAsync("reset", "--email", email);
        Assert.Equal((1, ""), (reset.Code, reset.Output));
        Assert.Contains("Enable it first", reset.Error, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("enable", "--email", email)).Code);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/search?q=a")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(_site.Visitor(), email, SiteFactory.Password)).Status);
    }

    [Fact]
    public async Task The_last_administrator_who_can_sign_in_is_not_disabled()
    {
        var browser = await _site.SignInAsync(UserRole.Admin);
        await RunAsync("create", "--email", "invited@space.example", "--role", "Admin");
        var refused = await RunAsync("disable", "--email", SiteFactory.EmailOf(UserRole.Admin));
        Assert.Equal((1, ""), (refused.Code, refused.Output));
        Assert.Contains("last administrator", refused.Error, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/search?q=a")).Status);
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("unlock")]
    [InlineData("disable")]
    [InlineData("enable")]
    public async Task An_unknown_e_mail_is_answered_with_a_sentence(string verb)
    {
        await _site.HaveUserAsync(UserRole.Admin);
        var run = await RunAsync(verb, "--email", "nobody@space.example");
        Assert.Equal((1, ""), (run.Code, run.Output));
        Assert.Contains("No account has the e-mail 'nobody@space.example'", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync(verb)).Code);
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LedgerDbContext NewContext() => _site.Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>().CreateDbContext();

    private static async Task<SitePage> TryAsync(SiteBrowser browser, string email, string password) =>
        await (await browser.GetAsync("/account/sign-in")).SubmitAsync(SignInForm, ("Email", email), ("Password", password));

    private async Task<(int Code, string Output, string Error)> RunAsync(string verb, params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["user", verb, .. args, "--database", _site.Database], output, error, Stop);
        return (code, output.ToString(), error.ToString());
    }
}

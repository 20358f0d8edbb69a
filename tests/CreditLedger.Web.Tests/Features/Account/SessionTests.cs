using System.Net;
using CreditLedger.Ledger.Accounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Security;
using CreditLedger.Web.Tests.Site;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Features.Account;

/// <summary>A session ends on the server: a copy of its cookie is worth nothing afterwards.</summary>
public sealed class SessionTests
{
    private static readonly Uri Home = new("https://localhost");

    [Fact]
    public async Task A_copied_cookie_opens_nothing_after_signing_out_and_other_browsers_stay_signed_in()
    {
        await using var site = new SiteFactory();
        var cookies = new CookieContainer();
        var (browser, other) = (await site.SignInAsync(UserRole.Staff, cookies), await site.SignInAsync(UserRole.Staff));
        var thief = Copy(site, cookies);
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/search?q=a")).Status);

        await (await browser.GetAsync("/no-such-page")).SubmitAsync("form[action='/account/sign-out']");
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/search?q=a")).Status);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/search?q=a")).Status);
    }

    [Fact]
    public async Task A_password_set_by_a_link_ends_every_other_session()
    {
        await using var site = new SiteFactory();
        var browser = await site.SignInAsync(UserRole.Manager);
        await using var scope = site.Services.CreateAsyncScope();
        var user = await site.HaveUserAsync(UserRole.Manager);
        var link = new Uri(await scope.ServiceProvider.GetRequiredService<Web.Features.Account.PasswordLink>().CreateAsync(user));
        var page = await site.Visitor().GetAsync(link.PathAndQuery);
        var set = await page.SubmitAsync("form[action='/account/set-password']", ("Password", "under the old oak table"),
            ("Repeated", "under the old oak table"));
        Assert.Equal("/", set.Location);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/search?q=a")).Status);
    }

    [Fact]
    public async Task Closing_an_account_ends_its_sessions_for_good_and_the_last_administrator_stays()
    {
        await using var site = new SiteFactory();
        var cookies = new CookieContainer();
        await site.SignInAsync(UserRole.Staff, cookies);
        var thief = Copy(site, cookies);
        await using var scope = site.Services.CreateAsyncScope();
        var changes = scope.ServiceProvider.GetRequiredService<AccountChanges>();
        var staff = await site.HaveUserAsync(UserRole.Staff);
        Assert.IsType<Done>(await RunAsync(new DisableUserCommand(Key, Nobody) { UserId = staff.Id }));
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/search?q=a")).Status);

        // Opened again, one signs in again.
        Assert.IsType<Done>(await RunAsync(new EnableUserCommand(Key, Nobody) { UserId = staff.Id }));
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/search?q=a")).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await site.SignInAsync(UserRole.Staff)).GetAsync("/search?q=a")).Status);

        var admin = await site.HaveUserAsync(UserRole.Admin);
        Assert.IsType<Refused>(await RunAsync(new DisableUserCommand(Key, Nobody) { UserId = admin.Id }));

        Task<Result> RunAsync(AccountCommand command) =>
            changes.RunAsync(command, "change user", "an account", TestContext.Current.CancellationToken);
    }

    private static string Key => Guid.NewGuid().ToString("D");

    private static Actor Nobody => Actor.Job(JobName.CommandLine);

    private static SiteBrowser Copy(SiteFactory site, CookieContainer cookies)
    {
        var http = site.CreateDefaultClient(Home);
        http.DefaultRequestHeaders.Add("Cookie", cookies.GetCookieHeader(Home));
        return new SiteBrowser(http);
    }
}

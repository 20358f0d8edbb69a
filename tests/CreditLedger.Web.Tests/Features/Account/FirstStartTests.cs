using System.Net;
using CreditLedger.Data;
using CreditLedger.Data.Identity;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Security;
using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Features.Account;

/// <summary>No default account: the way in to an empty site, and the demo accounts of Development.</summary>
public sealed class FirstStartTests
{
    private const string Form = "form[action='/account/first-admin']";
    private static readonly string[] NewPassword = ["Password", "Repeated"];

    [Fact]
    public async Task The_set_up_link_creates_one_administrator_once()
    {
        await using var site = new SiteFactory();
        var browser = site.Visitor();
        var link = new Uri(site.Services.GetRequiredService<FirstAdminLink>().Url).PathAndQuery;

        var (page, late) = (await browser.GetAsync(link), await site.Visitor().GetAsync(link));
        var done = await page.SubmitAsync(Form, Filled("owner@space.example", "the kettle is in the kitchen"));
        Assert.Equal("/", done.Location);

        await using var scope = site.Services.CreateAsyncScope();
        var user = await scope.ServiceProvider.GetRequiredService<LedgerDbContext>()
            .Users.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal((UserRole.Admin, "owner@space.example"), (user.Role, user.Email));

        Assert.Equal(HttpStatusCode.NotFound, (await site.Visitor().GetAsync(link)).Status);
        var again = await late.SubmitAsync(Form, Filled("second@space.example", "the kettle is in the kitchen"));
        Assert.Equal(HttpStatusCode.NotFound, again.Status);
    }

    [Fact]
    public async Task Of_many_who_open_the_links_of_two_nodes_at_once_one_becomes_administrator()
    {
        await using var first = new SiteFactory();
        await using var second = new SecondNode(first.Database);
        var forms = new List<SitePage>();
        foreach (var node in new[] { first, second, first, second })
            forms.Add(await node.Visitor().GetAsync(new Uri(node.Services.GetRequiredService<FirstAdminLink>().Url).PathAndQuery));
        var answers = await Task.WhenAll(forms.Select((form, index) => Task.Run(
            () => form.SubmitAsync(Form, Filled($"owner-{index}@space.example", "the kettle is in the kitchen")))));
        Assert.Single(answers, answer => answer.Location == "/");
        Assert.Equal(3, answers.Count(answer => answer.Status == HttpStatusCode.NotFound));
        await using var scope = first.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LedgerDbContext>();
        Assert.Equal(1, await db.Users.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            (1, 3),
            (await db.AuditEvents.CountAsync(row => row.Act == "create first administrator" && row.IsAllowed,
                TestContext.Current.CancellationToken),
            await db.AuditEvents.CountAsync(row => row.Act == "create first administrator" && !row.IsAllowed,
                TestContext.Current.CancellationToken)));
    }

    private sealed class SecondNode(string database) : SiteFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("ConnectionStrings:Ledger", database);
        }
    }

    [Fact]
    public async Task A_wrong_token_opens_nothing()
    {
        await using var site = new SiteFactory();
        foreach (var token in new[] { "", "wrong", new string('A', 43) })
            Assert.Equal(HttpStatusCode.NotFound, (await site.Visitor().GetAsync("/account/first-admin?token=" + token)).Status);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("password1234")]
    [InlineData("correcthorsebatterystaple")]
    [InlineData("owner@space.example")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    public async Task A_weak_password_is_refused_with_the_reason(string password)
    {
        await using var site = new SiteFactory();
        var link = new Uri(site.Services.GetRequiredService<FirstAdminLink>().Url).PathAndQuery;
        var page = await (await site.Visitor().GetAsync(link)).SubmitAsync(Form, Filled("owner@space.example", password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.TextOf("#Password-error"));
        Assert.DoesNotContain($"value=\"{password}\"", page.Html.QuerySelector("#Password")!.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_accounts_outside_Development_none_is_made_and_none_is_shown()
    {
        await using var site = new SiteFactory();
        var page = await site.Visitor().GetAsync("/account/sign-in");
        Assert.DoesNotContain("demo.example", page.Body, StringComparison.Ordinal);
        Assert.Contains("no account yet", page.TextOf(".alert"), StringComparison.Ordinal);
        await using var scope = site.Services.CreateAsyncScope();
        Assert.False(
            await scope.ServiceProvider.GetRequiredService<LedgerDbContext>().Users.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_demo_account_that_a_database_brought_along_opens_nothing_outside_Development()
    {
        await using var site = new SiteFactory();
        await using var scope = site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
        var (email, role) = DemoAccounts.All[0];
        Assert.True(
            (await users.CreateAsync(new AppUser { UserName = email, Email = email, Role = role }, DemoAccounts.Password)).Succeeded);

        var page = await site.Visitor().GetAsync("/account/sign-in");
        var after = await page.SubmitAsync("form[action='/account/sign-in']", ("Email", email), ("Password", DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, after.Status);
    }

    [Fact]
    public async Task In_Development_the_demo_accounts_are_made_and_shown()
    {
        await using var site = new DevelopmentSite();
        var page = await site.Visitor().GetAsync("/account/sign-in");
        Assert.Contains(DemoAccounts.Password, page.Body, StringComparison.Ordinal);
        foreach (var (email, _) in DemoAccounts.All)
        {
            var after = await (await site.Visitor().GetAsync("/account/sign-in"))
                .SubmitAsync("form[action='/account/sign-in']", ("Email", email), ("Password", DemoAccounts.Password));
            Assert.Equal("/", after.Location);
        }
    }

    [Fact]
    public async Task A_role_that_changes_and_an_account_that_is_closed_end_their_sessions_at_the_next_request()
    {
        await using var site = new SiteFactory();
        var manager = await site.SignInAsync(UserRole.Manager);
        var staff = await site.SignInAsync(UserRole.Staff);
        await using (var scope = site.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
            var changed = (await users.FindByEmailAsync(SiteFactory.EmailOf(UserRole.Manager)))!;
            changed.Role = UserRole.Staff;
            await users.UpdateAsync(changed);
            var closed = (await users.FindByEmailAsync(SiteFactory.EmailOf(UserRole.Staff)))!;
            closed.DisabledAt = closed.CreatedAt;
            await users.UpdateAsync(closed);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await manager.GetAsync("/search?q=a")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.GetAsync("/search?q=a")).Status);
    }

    [Fact]
    public async Task A_session_ends_after_an_idle_hour_and_after_twelve_hours_of_work()
    {
        await using var site = new SiteFactory();
        var browser = await site.SignInAsync(UserRole.Staff);
        for (var minutes = 0; minutes <= 12 * 60; minutes += 40)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/search?q=a")).Status);
            site.Clock.Advance(TimeSpan.FromMinutes(40));
        }

        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync("/search?q=a")).Status);

        var idle = await site.SignInAsync(UserRole.Staff);
        site.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(HttpStatusCode.Redirect, (await idle.GetAsync("/search?q=a")).Status);
    }

    private static (string Name, string Value)[] Filled(string email, string password) =>
        [("Email", email), .. NewPassword.Select(name => (name, password))];

    private sealed class DevelopmentSite : SiteFactory
    {
        protected override string EnvironmentName => "Development";

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Site:DemoMembers", "0");
        }
    }
}

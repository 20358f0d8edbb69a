using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Features.Account;

/// <summary>Wrong passwords make whoever types them wait, and nobody else.</summary>
public sealed class WaitingTests
{
    private const string Form = "form[action='/account/sign-in']";
    private const string Wrong = "a wrong password";

    private static string Owner => SiteFactory.EmailOf(UserRole.Admin);

    [Fact]
    public async Task After_five_wrong_passwords_one_waits_longer_and_longer()
    {
        await using var site = new Street();
        await site.HaveUserAsync(UserRole.Admin);
        var browser = site.From("203.0.113.1");
        for (var attempt = 0; attempt < 5; attempt++) await TryAsync(browser, Owner, Wrong);
        foreach (var minutes in new[] { 1, 2, 4, 8, 15, 15 })
        {
            site.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            var early = await TryAsync(browser, Owner, SiteFactory.Password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, early.Status);
            Assert.Contains("up to 15 minutes", early.TextOf(Form), StringComparison.Ordinal);
            site.Clock.Advance(TimeSpan.FromSeconds(1));
            await TryAsync(browser, Owner, Wrong);
        }

        site.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(browser, Owner, SiteFactory.Password)).Status);
    }

    [Fact]
    public async Task Strangers_do_not_lock_the_owner_out_of_a_browser_that_signed_in_before()
    {
        await using var site = new Street();
        await site.HaveUserAsync(UserRole.Admin);
        var known = site.From("198.51.100.1");
        await TryAsync(known, Owner, SiteFactory.Password);
        await (await known.GetAsync("/no-such-page")).SubmitAsync("form[action='/account/sign-out']");

        for (var stranger = 0; stranger < 25; stranger++)
        {
            var browser = site.From($"203.0.113.{stranger}");
            for (var attempt = 0; attempt < 5; attempt++) await TryAsync(browser, Owner, Wrong);
        }

        // From the strangers' own address, too: it is the browser that counts.
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await TryAsync(site.From("192.0.2.1"), Owner, SiteFactory.Password)).Status);
        Street.Move(known, "203.0.113.1");
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(known, Owner, SiteFactory.Password)).Status);

        site.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(site.From("192.0.2.1"), Owner, SiteFactory.Password)).Status);
    }

    [Fact]
    public async Task A_known_browser_waits_for_its_own_wrong_passwords_and_for_no_other_account()
    {
        await using var site = new Street();
        await site.HaveUserAsync(UserRole.Admin);
        var staff = site.From("198.51.100.1");
        await site.HaveUserAsync(UserRole.Staff);
        await TryAsync(staff, SiteFactory.EmailOf(UserRole.Staff), SiteFactory.Password);
        await (await staff.GetAsync("/no-such-page")).SubmitAsync("form[action='/account/sign-out']");

        // Its cookie says nothing about another account: there the address counts.
        for (var attempt = 0; attempt < 5; attempt++) await TryAsync(staff, Owner, Wrong);
        Assert.NotEqual(HttpStatusCode.Redirect, (await TryAsync(site.From("198.51.100.1"), Owner, SiteFactory.Password)).Status);

        for (var attempt = 0; attempt < 5; attempt++) await TryAsync(staff, SiteFactory.EmailOf(UserRole.Staff), Wrong);
        var must = await TryAsync(staff, SiteFactory.EmailOf(UserRole.Staff), SiteFactory.Password);
        Assert.NotEqual(HttpStatusCode.Redirect, must.Status);
        var elsewhere = await TryAsync(site.From("198.51.100.1"), SiteFactory.EmailOf(UserRole.Staff), SiteFactory.Password);
        Assert.Equal(HttpStatusCode.Redirect, elsewhere.Status);
    }

    [Fact]
    public async Task Another_node_and_a_restart_forget_no_wrong_password()
    {
        await using var site = new Street();
        await site.HaveUserAsync(UserRole.Admin);
        for (var attempt = 0; attempt < 5; attempt++) await TryAsync(site.From("203.0.113.1"), Owner, Wrong);

        await using var node = new Street { SharedDatabase = site.Database };
        Assert.NotEqual(HttpStatusCode.Redirect, (await TryAsync(node.From("203.0.113.1"), Owner, SiteFactory.Password)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(node.From("203.0.113.2"), Owner, SiteFactory.Password)).Status);
    }

    [Fact]
    public async Task Addresses_of_one_IPv6_network_count_as_one()
    {
        await using var site = new Street();
        await site.HaveUserAsync(UserRole.Admin);
        for (var attempt = 1; attempt <= 5; attempt++) await TryAsync(site.From($"2001:db8::{attempt}"), Owner, Wrong);
        Assert.NotEqual(HttpStatusCode.Redirect, (await TryAsync(site.From("2001:db8::9"), Owner, SiteFactory.Password)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await TryAsync(site.From("2001:db8:0:1::9"), Owner, SiteFactory.Password)).Status);
    }

    [Fact]
    public async Task Waiting_looks_the_same_whether_or_not_the_account_exists()
    {
        await using var site = new Street();
        await site.HaveUserAsync(UserRole.Admin);
        var answers = new List<string>();
        foreach (var email in new[] { Owner, "nobody@space.example" })
        {
            for (var attempt = 0; attempt < 6; attempt++)
                answers.Add((await TryAsync(site.From("203.0.113.1"), email, Wrong)).TextOf(Form));
        }

        Assert.Single(answers.Distinct());
        var audit = site.Log.Audit.Where(line => line.Contains("must wait", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, audit.Count);
    }

    [Fact]
    public async Task The_cookie_of_the_device_is_out_of_reach_of_script_and_says_nothing()
    {
        await using var site = new Street();
        var user = await site.HaveUserAsync(UserRole.Admin);
        var after = await TryAsync(site.From("203.0.113.1"), Owner, SiteFactory.Password);
        var cookie = Assert.Single(after.Response.Headers.GetValues("Set-Cookie"),
            value => value.StartsWith("__Host-creditledger-device=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain($"{user.Id}:", Uri.UnescapeDataString(cookie), StringComparison.Ordinal);
    }

    private static async Task<SitePage> TryAsync(SiteBrowser browser, string email, string password) =>
        await (await browser.GetAsync("/account/sign-in")).SubmitAsync(Form, ("Email", email), ("Password", password));

    /// <summary>A site to which visitors come from addresses.</summary>
    private sealed class Street : SiteFactory
    {
        private const string Header = "X-Test-Address";

        /// <summary>Another node's database, instead of one of its own.</summary>
        public string? SharedDatabase { get; init; }

        public SiteBrowser From(string address)
        {
            var browser = Visitor();
            browser.Http.DefaultRequestHeaders.Add(Header, address);
            return browser;
        }

        public static void Move(SiteBrowser browser, string address)
        {
            browser.Http.DefaultRequestHeaders.Remove(Header);
            browser.Http.DefaultRequestHeaders.Add(Header, address);
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            if (SharedDatabase is { } database) builder.UseSetting("ConnectionStrings:Ledger", database);
            builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, Addresses>());
        }

        private sealed class Addresses : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                app.Use((context, go) =>
                {
                    context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[Header].ToString());
                    return go(context);
                });
                next(app);
            };
        }
    }
}

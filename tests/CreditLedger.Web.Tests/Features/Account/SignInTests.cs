using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Hosting;

namespace CreditLedger.Web.Tests.Features.Account;

public sealed class SignInTests(SiteFactory site) : IClassFixture<SiteFactory>
{
    private const string Form = "form[action='/account/sign-in']";

    [Fact]
    public async Task A_right_password_leads_to_the_dashboard_and_signing_out_back()
    {
        var browser = await site.SignInAsync(UserRole.Staff);

        var again = await browser.GetAsync("/account/sign-in");
        Assert.Equal("/", again.Location);

        var missing = await browser.GetAsync("/no-such-page");
        var left = await missing.SubmitAsync("form[action='/account/sign-out']");
        Assert.Equal("/account/sign-in", left.Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/account/sign-in")).Status);
    }

    [Fact]
    public async Task Unknown_account_and_wrong_password_get_the_same_body()
    {
        await site.HaveUserAsync(UserRole.Manager);

        var unknown = await TryAsync(site.Visitor(), "nobody@space.example", "a wrong password");
        var wrong = await TryAsync(site.Visitor(), SiteFactory.EmailOf(UserRole.Manager), "a wrong password");

        Assert.Equal(unknown.Status, wrong.Status);
        Assert.Equal(unknown.TextOf(Form), wrong.TextOf(Form));
        Assert.DoesNotContain("a wrong password", wrong.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    public async Task A_return_address_elsewhere_is_not_followed(string returnUrl)
    {
        await site.HaveUserAsync(UserRole.Staff);
        var page = await site.Visitor().GetAsync("/account/sign-in?returnUrl=" + Uri.EscapeDataString(returnUrl));
        var after = await page.SubmitAsync(Form, ("Email", SiteFactory.EmailOf(UserRole.Staff)), ("Password", SiteFactory.Password));
        Assert.Equal("/", after.Response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_return_address_of_the_site_is_followed()
    {
        await site.HaveUserAsync(UserRole.Staff);
        var page = await site.Visitor().GetAsync("/account/sign-in?returnUrl=%2Fmembers%3Fsearch%3Dada");
        var after = await page.SubmitAsync(Form, ("Email", SiteFactory.EmailOf(UserRole.Staff)), ("Password", SiteFactory.Password));
        Assert.Equal("/members?search=ada", after.Location);
    }

    [Fact]
    public async Task Each_try_leaves_one_audit_line_without_the_password()
    {
        await using var own = new SiteFactory();
        await TryAsync(own.Visitor(), "eve@space.example\r\nAudit: sign in allowed", "a wrong password");
        await own.SignInAsync(UserRole.Staff);

        var lines = own.Log.Audit.Where(line => line.Contains("sign in", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Contains("denied", lines[0], StringComparison.Ordinal);
        Assert.Contains("allowed", lines[1], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, line => line.Contains('\n', StringComparison.Ordinal));
        Assert.DoesNotContain(own.Log.All, line => line.Contains("a wrong password", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_cookie_is_bound_to_host_and_https_and_out_of_reach_of_script()
    {
        await site.HaveUserAsync(UserRole.Admin);
        var after = await TryAsync(site.Visitor(), SiteFactory.EmailOf(UserRole.Admin), SiteFactory.Password);
        var cookie = Assert.Single(after.Response.Headers.GetValues("Set-Cookie"),
            value => value.StartsWith("__Host-creditledger-session=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("path=/", cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_are_kept_as_PBKDF2_with_SHA512_and_220000_rounds()
    {
        await using var own = new CostlySite();
        var hash = Convert.FromBase64String((await own.HaveUserAsync(UserRole.Staff)).PasswordHash!);
        Assert.Equal(1, hash[0]);
        Assert.Equal(2u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)));
        Assert.Equal(220_000u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
    }

    [Fact]
    public async Task Many_tries_from_one_address_must_wait()
    {
        await using var own = new LimitedSite();
        var page = await own.Visitor().GetAsync("/account/sign-in");
        var fields = new[] { ("Email", "nobody@space.example"), ("Password", "a wrong password") };
        for (var attempt = 0; attempt < 3; attempt++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.SubmitAsync(Form, fields)).Status);
        var refused = await page.SubmitAsync(Form, fields);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.NotNull(refused.Response.Headers.RetryAfter);
        Assert.Contains("Too many tries", refused.TextOf("h1"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await own.Visitor().GetAsync("/account/sign-in")).Status);
    }

    private sealed class CostlySite : SiteFactory
    {
        protected override bool HasCheapPasswords => false;
    }

    private sealed class LimitedSite : SiteFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Site:SignInsPerMinute", "3");
        }
    }

    private static async Task<SitePage> TryAsync(SiteBrowser browser, string email, string password) =>
        await (await browser.GetAsync("/account/sign-in")).SubmitAsync(Form, ("Email", email), ("Password", password));
}

using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Infrastructure;

/// <summary>What every response carries, and what a failure shows.</summary>
public sealed class ResponseTests(ResponseTests.FailingSite site) : IClassFixture<ResponseTests.FailingSite>
{
    [Theory]
    [InlineData("/account/sign-in", HttpStatusCode.OK)]
    [InlineData("/search", HttpStatusCode.Redirect)]
    [InlineData("/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("/error/500", HttpStatusCode.NotFound)]
    [InlineData("/fails", HttpStatusCode.InternalServerError)]
    [InlineData("/locked", HttpStatusCode.ServiceUnavailable)]
    [InlineData("/css/site.css", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    public async Task Every_response_carries_the_security_headers(string path, HttpStatusCode status)
    {
        var response = (await site.Visitor().GetAsync(path)).Response;
        Assert.Equal(status, response.StatusCode);
        var policy = Header(response, "Content-Security-Policy");
        foreach (var part in new[] { "default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'",
            "frame-ancestors 'none'", "form-action 'self'" })
            Assert.Contains(part, policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(response, "Referrer-Policy"));
        Assert.StartsWith("max-age=31536000", Header(response, "Strict-Transport-Security"), StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_failure_shows_what_happened_what_was_not_changed_and_a_reference_that_the_log_has()
    {
        var page = await site.Visitor().GetAsync("/fails");
        Assert.Contains("Something went wrong", page.TextOf("h1"), StringComparison.Ordinal);
        Assert.Contains("not completed", page.TextOf(".error-page"), StringComparison.Ordinal);
        Assert.DoesNotContain("a secret of the code", page.Body, StringComparison.Ordinal);
        var reference = page.TextOf(".error-page code");
        Assert.Contains(site.Log.All, line => line.StartsWith("CreditLedger.Errors", StringComparison.Ordinal)
            && line.Contains(reference, StringComparison.Ordinal) && line.Contains("a secret of the code", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/account/sign-in", "br")]
    [InlineData("/account/sign-in", "gzip")]
    [InlineData("/no-such-page", "br")]
    [InlineData("/fails", "br")]
    public async Task Pages_are_compressed_for_who_reads_it(string path, string encoding)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd(encoding);
        var response = (await site.Visitor().SendAsync(request)).Response;
        Assert.Equal([encoding], response.Content.Headers.ContentEncoding);
        Assert.Empty((await site.Visitor().GetAsync(path)).Response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_locked_database_is_an_outage_not_a_mistake()
    {
        var page = await site.Visitor().GetAsync("/locked");
        Assert.Contains("database cannot be used", page.TextOf("h1"), StringComparison.Ordinal);
        Assert.NotNull(page.Response.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_page_that_does_not_exist_says_so_to_who_is_signed_in_too()
    {
        var page = await (await site.SignInAsync(UserRole.Staff)).GetAsync("/no-such-page");
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("/no-such-page", page.TextOf(".error-page"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_are_not_kept_in_caches_and_hold_no_inline_script_or_style()
    {
        var browser = await site.SignInAsync(UserRole.Admin);
        foreach (var path in new[] { "/members", "/no-such-page" })
        {
            var page = await browser.GetAsync(path);
            Assert.True(page.Response.Headers.CacheControl?.NoStore);
            Assert.Empty(page.Html.QuerySelectorAll("style, [style], script:not([src]), [onclick], [onchange], [onsubmit]"));
        }
    }

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("light", "light")]
    [InlineData("neon", "auto")]
    public async Task The_choice_of_colours_is_kept_in_a_cookie_and_drawn_by_the_server(string chosen, string drawn)
    {
        var browser = site.Visitor();
        var page = await browser.GetAsync("/account/sign-in");
        var after = await page.SubmitAsync("form[action='/theme']", ("theme", chosen));
        Assert.Equal("/account/sign-in", after.Location);
        var html = (await after.FollowAsync()).Html.DocumentElement;
        Assert.Equal(drawn, html.GetAttribute("data-theme"));
        if (drawn != "auto") Assert.Equal(drawn, html.GetAttribute("data-bs-theme"));
    }

    [Fact]
    public async Task Plain_http_from_another_machine_is_not_answered()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "http://ledger.example/account/sign-in");
        var page = await site.Visitor().SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("https only", page.Body, StringComparison.Ordinal);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(' ', response.Headers.GetValues(name));

    /// <summary>A site with two paths that fail.</summary>
    public sealed class FailingSite : SiteFactory
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter, Failures>());
        }

        // Behind the site's own pipeline, where an unmatched path arrives.
        private sealed class Failures : IStartupFilter
        {
            public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
            {
                next(app);
                app.Use((context, rest) => context.Request.Path.Value switch
                {
                    "/fails" => throw new InvalidOperationException("a secret of the code"),
                    "/locked" => throw new SqliteException("database is locked", 5),
                    _ => rest(context),
                });
            };
        }
    }
}

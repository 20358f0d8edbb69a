using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Security;
using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Infrastructure;

/// <summary>Deny by default: every endpoint, found by reflection, and every role.</summary>
public sealed class EndpointTests(SiteFactory site) : IClassFixture<SiteFactory>
{
    private static readonly string[] OpenToAnyone =
    [
        "account/sign-in", "account/set-password", "account/first-admin", "theme", "error/{status:int}", "health/live", "health/ready",
    ];

    // Leaving is for whoever is signed in. The other is the framework's own, in builds that are not published: denied to all.
    private static readonly string[] NeedNone = ["account/sign-out", "{**path:file}"];

    [Fact]
    public void Every_endpoint_asks_for_a_permission_or_is_on_the_list_of_open_ones()
    {
        var unprotected = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Where(endpoint => PermissionsOf(endpoint).Count == 0 && !NeedNone.Contains(Pattern(endpoint)))
            .Select(Pattern);
        Assert.Empty(unprotected);

        var open = Endpoints()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && !IsStaticFile(endpoint))
            .Select(Pattern).Distinct().Except(OpenToAnyone);
        Assert.Empty(open);
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_gets_a_protected_page()
    {
        var visitor = site.Visitor();
        foreach (var (method, path, _) in Protected())
        {
            var page = await visitor.SendAsync(Request(method, path));
            Assert.True(page.Status == HttpStatusCode.Redirect && page.Location!.StartsWith("/account/sign-in", StringComparison.Ordinal),
                $"{method} {path} answered {page.Status} to a visitor.");
        }
    }

    [Theory]
    [InlineData(UserRole.Staff)]
    [InlineData(UserRole.Manager)]
    [InlineData(UserRole.Admin)]
    public async Task Each_role_is_refused_exactly_what_the_table_does_not_give_it(UserRole role)
    {
        var browser = await site.SignInAsync(role);
        foreach (var (method, path, required) in Protected())
        {
            var page = await browser.SendAsync(Request(method, path));
            var isAllowed = required.All(one => one.IsMetBy(permission => RolePermissions.Allows(role, permission)));
            Assert.True(isAllowed != (page.Status == HttpStatusCode.Forbidden), $"{method} {path} answered {page.Status} to {role}.");
        }
    }

    [Fact]
    public async Task A_request_that_changes_something_without_a_token_is_refused_with_400()
    {
        var browser = await site.SignInAsync(UserRole.Admin);
        foreach (var (method, path, _) in Protected().Where(endpoint => endpoint.Method != "GET"))
        {
            var page = await browser.SendAsync(Request(method, path));
            Assert.True(page.Status == HttpStatusCode.BadRequest, $"{method} {path} answered {page.Status} without a token.");
        }

        foreach (var path in new[] { "/account/sign-in", "/account/set-password", "/account/first-admin", "/theme" })
            Assert.Equal(HttpStatusCode.BadRequest, (await site.Visitor().PostAsync(path)).Status);
    }

    [Fact]
    public async Task A_refusal_leaves_an_audit_line_with_who_what_and_the_reference_of_the_page()
    {
        var browser = await site.SignInAsync(UserRole.Staff);
        var page = await browser.GetAsync("/setup/plans");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        var reference = page.TextOf(".error-page code");
        Assert.Contains(site.Log.Audit, line => line.Contains("/setup/plans", StringComparison.Ordinal)
            && line.Contains("denied", StringComparison.Ordinal) && line.Contains("staff@space.example", StringComparison.Ordinal)
            && line.Contains(reference, StringComparison.Ordinal));
    }

    [Fact]
    public void A_role_outside_the_table_has_no_permission() =>
        Assert.DoesNotContain(Enum.GetValues<Permission>(), permission => RolePermissions.Allows((UserRole)99, permission));

    private IEnumerable<(string Method, string Path, IReadOnlyList<RequirePermissionAttribute> Permissions)> Protected() =>
        from endpoint in Endpoints()
        where endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && PermissionsOf(endpoint).Count > 0
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        where method != "HEAD"
        select (method, Fill(endpoint), PermissionsOf(endpoint));

    private IEnumerable<RouteEndpoint> Endpoints() =>
        site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private static IReadOnlyList<RequirePermissionAttribute> PermissionsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<RequirePermissionAttribute>();

    private static string Pattern(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.Trim('/');

    private static bool IsStaticFile(RouteEndpoint endpoint) =>
        endpoint.Metadata.Any(item => item.GetType().Name.Contains("StaticAsset", StringComparison.Ordinal));

    // A number that no record has: the way to the answer goes through the policy first.
    private static string Fill(RouteEndpoint endpoint)
    {
        var segments = endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => ValueOf(parameter),
            _ => "",
        })));
        return "/" + string.Join('/', segments);
    }

    // Of a parameter that is one of some words, the first of them.
    private static string ValueOf(Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter)
    {
        var words = parameter.ParameterPolicies.Select(policy => policy.Content)
            .FirstOrDefault(content => content?.StartsWith("regex", StringComparison.Ordinal) == true);
        if (words is not null) return words.Split(['(', ')', '|', '^', '$'], StringSplitOptions.RemoveEmptyEntries)[1];
        return parameter.Name.EndsWith("kind", StringComparison.OrdinalIgnoreCase)
            || parameter.Name.EndsWith("tab", StringComparison.OrdinalIgnoreCase) ? "money" : "999999";
    }

    private static HttpRequestMessage Request(string method, string path) => new(new HttpMethod(method), path);
}

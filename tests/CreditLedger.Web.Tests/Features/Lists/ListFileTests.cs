using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Features.Lists;

/// <summary>Each list comes as a CSV file of exactly what is filtered, in the list's order.</summary>
public sealed class ListFileTests(ReadingSpace space) : IClassFixture<ReadingSpace>
{
    private async Task<SitePage> GetAsync(string path, UserRole role = UserRole.Manager) => await (await space.AsAsync(role))
        .GetAsync(path);

    [Theory]
    [InlineData("/members", "?search=member&tag=hub-10&sort=reference&down=1", 30)]
    [InlineData("/members", "?status=suspended", 1)]
    [InlineData("/credits", "?status=any&kind=time&sort=added", 4)]
    [InlineData("/setup/services", "?search=room%201", 4)]
    [InlineData("/postings", "?kind=usage&member=ada&days=1&down=1", 124)]
    [InlineData("/postings", "?undone=yes", 1)]
    public async Task The_file_holds_the_rows_that_the_list_shows_in_its_order(string list, string state, int rows)
    {
        var role = list.StartsWith("/setup", StringComparison.Ordinal) ? UserRole.Admin : UserRole.Manager;
        var page = await GetAsync(list + state, role);
        var link = page.Html.QuerySelector(".list-head a.list-file")!.GetAttribute("href")!;
        Assert.StartsWith(list + ".csv?", link, StringComparison.Ordinal);
        var lines = (await GetAsync(link, role)).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        var headings = page.TextsOf("thead th").Select(heading => heading.TrimEnd(' ', '↑', '↓')).Where(heading => heading != "Ticked");
        Assert.Equal(headings, lines[0].Split(',').Intersect(headings));
        var named = page.TextsOf("tbody tr td a").ToList();
        Assert.Equal(rows, lines.Length - 1);
        Assert.Equal(page.Html.QuerySelectorAll("tbody tr").Length, Math.Min(50, rows));
        Assert.All(lines.Skip(1).Zip(page.Html.QuerySelectorAll("tbody tr")), pair =>
            Assert.Contains(pair.Second.QuerySelector("a")!.TextContent, pair.First, StringComparison.Ordinal));
        Assert.NotEmpty(named);
    }

    [Fact]
    public async Task Amounts_are_numbers_with_their_unit_beside_them()
    {
        var lines = (await GetAsync("/credits.csv?status=any&kind=money")).Body.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Ends,Member,Reference,Credit,Source,Status,Added,Left of what was granted,Granted,Unit", lines[0]);
        Assert.EndsWith(",100.00,100.00,GBP", lines[1].Replace(",100,100,", ",100.00,100.00,", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_comes_with_its_filters_and_signed_numbers()
    {
        var path = $"/members/{space.AdaId}/benefits/history/time";
        var page = await GetAsync(path + "?part=used");
        var file = (await GetAsync(page.Html.QuerySelector("a.list-file")!.GetAttribute("href")!)).Body;
        var lines = file.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(page.Html.QuerySelectorAll("tbody tr").Length, lines.Length - 1);
        Assert.Contains(",-60,", file, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync($"/credits/{space.EmptyRoomId}/history.csv")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync($"/members/{space.AdaId}/benefits/history/passes.csv")).Status);
    }

    [Fact]
    public async Task Staff_take_nothing_out_and_see_no_link()
    {
        Assert.Null((await GetAsync("/members", UserRole.Staff)).Html.QuerySelector("a.list-file"));
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync("/members.csv", UserRole.Staff)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync("/credits.csv", UserRole.Staff)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await GetAsync("/postings.csv", UserRole.Staff)).Status);
    }

    [Fact]
    public async Task Every_list_offers_its_file()
    {
        var endpoints = space.Site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'))
            .Where(path => path.EndsWith(".csv", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "approvals.csv", "bookings.csv", "credits.csv", "credits/{id:long:min(1)}/history.csv", "groups.csv",
                "groups/{id:long:min(1)}/history/{tab}.csv",
                "members.csv", "members/{id:long:min(1)}/benefits/history/{tab}.csv", "postings.csv", "setup/audit.csv",
                "setup/benefits.csv",
                "setup/plans.csv", "setup/products.csv", "setup/services.csv", "setup/users.csv",
            ],
            endpoints);
        string[] lists = ["/bookings", "/groups", "/setup/benefits", "/setup/plans", "/setup/products", "/setup/audit", "/setup/users"];
        foreach (var list in lists)
            Assert.Equal(HttpStatusCode.OK, (await GetAsync(list + ".csv", UserRole.Admin)).Status);
    }
}

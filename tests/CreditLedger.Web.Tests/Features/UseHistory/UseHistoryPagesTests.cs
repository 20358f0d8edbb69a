using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;

namespace CreditLedger.Web.Tests.Features.UseHistory;

public sealed class UseHistoryPagesTests(ReadingSpace space) : IClassFixture<ReadingSpace>
{
    private string Of(string tab) => $"/members/{space.AdaId}/benefits/history/{tab}";

    private async Task<SitePage> GetAsync(string path) => await (await space.AsAsync(UserRole.Staff)).GetAsync(path);

    [Fact]
    public async Task The_columns_are_those_of_the_source_document_with_the_running_balance()
    {
        var page = await GetAsync(Of("time"));
        Assert.Equal(["Name", "Used on", "Status", "Used by", "Source", "Description", "Credit used", "Balance after"],
            page.TextsOf("thead th"));
        var rows = page.TextsOf("tbody tr");
        Assert.Contains(rows,
            row => row.StartsWith(
            "Meeting room time 12 Dec 2025, 12:00 Used up admin@space.example Plan: Meeting Pro Overstayed by an hour",
            StringComparison.Ordinal)
            && row.EndsWith("−1 h Removed 12 h", StringComparison.Ordinal));
        Assert.Contains(rows,
            row => row.StartsWith("Meeting room time 4 Dec 2025, 06:00 Used up ada@space.example", StringComparison.Ordinal)
            && row.EndsWith("−2 h Used 13 h", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("−1 h Used, undone 15 h", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.Contains("+1 h Undoing 16 h", StringComparison.Ordinal)
            && row.Contains($"Undoes transaction {space.UndonePostingId}", StringComparison.Ordinal));
        Assert.Contains(rows, row => row.EndsWith("Not used by the last day −1 h Expired 0 min", StringComparison.Ordinal));
        Assert.DoesNotContain("<b>desk</b>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_narrow_the_rows_keep_the_balances_and_come_off_one_by_one()
    {
        var page = await GetAsync(Of("time") + $"?from=2025-12-02&until=2025-12-04&credit={space.EmptyRoomId}&part=used&who=ada&text=room");
        Assert.Equal(3, page.Html.QuerySelectorAll("tbody tr").Length);
        Assert.EndsWith("−2 h Used 13 h", page.TextOf("tbody tr"), StringComparison.Ordinal);
        Assert.Equal(
            ["From 2 Dec 2025", "Until 4 Dec 2025", "Credit: Meeting room time, Meeting Pro, to 31 Dec 2025", "Uses only",
                "Used by: ada", "Text: room"],
            page.TextsOf(".filter-chip"));
        Assert.DoesNotContain("part=", page.Html.QuerySelector(".filter-chip[aria-label$='Uses only']")!.GetAttribute("href"),
            StringComparison.Ordinal);
        Assert.Equal("3 rows · used 4 h", page.TextOf(".list-line .list-total"));
        Assert.Contains("Nothing matches.", (await GetAsync(Of("time") + "?text=yacht")).TextOf(".empty-state"), StringComparison.Ordinal);
        Assert.Contains("Nothing yet.", (await GetAsync(Of("items"))).TextOf(".empty-state"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_recorded_for_a_member_is_found_by_who_recorded_it()
    {
        var found = await GetAsync(Of("time") + "?recorder=admin");
        Assert.Equal(6, found.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(["Recorded by: admin"], found.TextsOf(".filter-chip"));
        Assert.Contains("Nothing matches.", (await GetAsync(Of("time") + "?recorder=nobody")).TextOf(".empty-state"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_is_explained_in_a_sentence_whose_terms_add_up_and_open_their_changes()
    {
        var page = await GetAsync($"/members/{space.AdaId}/benefits/time/why?from=2025-12-01&until=2025-12-31");
        Assert.StartsWith(
            "5 h on 1 Dec from Meeting Pro, 10 h on 1 Dec from Hub 10, 2 h on 1 Dec; 4 h used in 3 bookings, 1 h removed; 12 h left",
            page.TextOf(".statement"), StringComparison.Ordinal);
        Assert.Contains("Available now = 12 h", page.TextsOf("table.sum tbody tr")[^1], StringComparison.Ordinal);
        var used = page.Html.QuerySelectorAll("table.sum th a").Single(link => link.TextContent.Trim() == "Used").GetAttribute("href")!;
        Assert.NotEmpty((await GetAsync(used)).Html.QuerySelectorAll("tbody tr"));
        Assert.Contains("Nothing to explain.",
            (await GetAsync($"/members/{space.AdaId}/benefits/items/why")).TextOf(".record-section"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_lead_on_and_to_both_ends()
    {
        var first = await GetAsync(Of("money"));
        Assert.Equal(50, first.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("Coffee 119", first.TextOf("tbody tr"), StringComparison.Ordinal);
        Assert.True(first.Body.Length < 60_000, $"{first.Body.Length} characters");
        var second = await GetAsync(first.Html.QuerySelector(".pager a[rel=next]")!.GetAttribute("href")!);
        Assert.Contains("Coffee 69", second.TextOf("tbody tr"), StringComparison.Ordinal);
        Assert.Contains("€93.00", second.TextOf("tbody tr"), StringComparison.Ordinal);
        var last = await GetAsync(Of("money") + "?page=last");
        Assert.False(last.Has(".pager a[rel=next]"));
        Assert.Contains("Granted", last.TextsOf("tbody tr")[^1], StringComparison.Ordinal);
        var back = await GetAsync(second.Html.QuerySelector(".pager a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(first.TextsOf("tbody tr"), back.TextsOf("tbody tr"));
    }

    [Fact]
    public async Task Passes_have_no_use_history() =>
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(Of("passes"))).Status);

    [Theory]
    [InlineData("?from=31-12-2025")]
    [InlineData("?until=9999-12-31")]
    [InlineData("?from=0001-01-01")]
    [InlineData("?credit=abc")]
    [InlineData("?part=everything")]
    [InlineData("?after=99999999999999999999")]
    public async Task A_wrong_address_shows_the_history_and_says_what_was_left_out(string query)
    {
        var page = await GetAsync(Of("time") + query);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("left out", page.TextOf(".alert-warning"), StringComparison.Ordinal);
        Assert.True(page.Has("tbody tr"));
    }

    [Theory]
    [InlineData("?from=2025-12-31&until=2025-12-01")]
    [InlineData("?who=%25%27%22%5B&text=%00_%5C")]
    [InlineData("?credit=9223372036854775807&after=1&before=1")]
    [InlineData("?after=0&page=first")]
    public async Task Garbage_in_the_address_is_no_error(string query) =>
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Of("time") + query)).Status);
}

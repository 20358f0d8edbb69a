using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;

namespace CreditLedger.Web.Tests.Features.Credits;

public sealed class CreditPagesTests(ReadingSpace space) : IClassFixture<ReadingSpace>
{
    private async Task<SitePage> GetAsync(string path, UserRole role = UserRole.Admin) => await (await space.AsAsync(role)).GetAsync(path);

    [Fact]
    public async Task A_balance_explains_itself_in_a_sentence_and_a_sum()
    {
        var page = await GetAsync($"/credits/{space.EmptyRoomId}");
        Assert.Equal(
            "5 h on 1 Dec from Meeting Pro; 4 h used in 3 bookings, 1 h removed on 12 Dec (Overstayed by an hour); nothing left " +
                "until 1 Jan 2026.",
            page.TextOf(".statement"));
        Assert.Equal(
            [
                "Granted +5 h on 1 Dec from Meeting Pro", "Used −4 h in 3 bookings",
                "Adjusted −1 h 1 h removed on 12 Dec (Overstayed by an hour)", "Expired 0 ends on 31 Dec", "Left now = 0 min used up",
            ],
            page.TextsOf(".sum tbody tr"));
        Assert.Equal("Meeting room time", page.TextOf("h1"));
        Assert.Contains("Remaining 0 min", page.TextOf(".figures"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_term_opens_its_rows()
    {
        var page = await GetAsync($"/credits/{space.EmptyRoomId}");
        var rows = new Dictionary<string, int>();
        foreach (var link in page.Html.QuerySelectorAll(".sum tbody a"))
            rows[link.TextContent.Trim()] = (await GetAsync(link.GetAttribute("href")!)).Html.QuerySelectorAll("tbody tr").Length;
        Assert.Equal(new Dictionary<string, int> { ["Granted"] = 1, ["Used"] = 3, ["Adjusted"] = 1, ["Left now"] = 5 }, rows);
    }

    [Fact]
    public async Task What_was_undone_does_not_count_and_is_still_in_the_history()
    {
        Assert.Contains("none of it used", (await GetAsync($"/credits/{space.DeskId}")).TextOf(".statement"), StringComparison.Ordinal);
        Assert.Equal(3, (await GetAsync($"/credits/{space.DeskId}/history")).Html.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task The_menu_is_the_same_as_on_the_tab_and_for_those_who_ask_an_admin()
    {
        foreach (var role in new[] { UserRole.Admin, UserRole.Staff })
        {
            Assert.Equal(["Use time credit", "Set balance to", "Extend", "Transfer", "Revoke", "Why this balance?", "Use history"],
                (await GetAsync($"/credits/{space.DeskId}", role)).TextsOf(".record-menu .menu-item"));
        }
    }

    [Fact]
    public async Task A_page_has_one_first_heading_and_names_its_tables_and_figures()
    {
        foreach (var path in new[] { "/", "/members", $"/members/{space.AdaId}", $"/members/{space.AdaId}/benefits/time",
            $"/members/{space.AdaId}/benefits/history/time", $"/credits/{space.EmptyRoomId}", $"/credits/{space.EmptyRoomId}/history" })
        {
            var page = await GetAsync(path);
            Assert.Single(page.Html.QuerySelectorAll("h1"));
            Assert.All(page.Html.QuerySelectorAll("table"), table => Assert.NotNull(table.QuerySelector("caption")));
            Assert.All(page.Html.QuerySelectorAll("main .table-responsive"), region => Assert.NotEmpty(region.GetAttribute("aria-label")!));
            Assert.All(page.Html.QuerySelectorAll("main progress"), bar => Assert.NotEmpty(bar.GetAttribute("aria-label")!));
            Assert.All(page.Html.QuerySelectorAll("main form input:not([type=hidden])"),
                input => Assert.True(input.Closest("label") is not null || input.HasAttribute("aria-label"), input.OuterHtml));
            Assert.Empty(page.Html.QuerySelectorAll("[style], main script"));
            var ids = page.Html.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
            Assert.Equal(ids.Distinct(), ids);
        }
    }
}

using System.Net;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;

namespace CreditLedger.Web.Tests.Features.Members;

public sealed class MemberPagesTests(ReadingSpace space) : IClassFixture<ReadingSpace>
{
    private async Task<SitePage> GetAsync(string path, UserRole role = UserRole.Staff) => await (await space.AsAsync(role)).GetAsync(path);

    [Fact]
    public async Task The_list_shows_fifty_members_with_what_remains_and_leads_to_the_next_page()
    {
        var page = await GetAsync("/members");
        Assert.Equal(50, page.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("62 members", page.TextOf(".list-head .list-total"));
        Assert.Equal("Ada Brown", page.TextOf("tbody tr td"));
        Assert.Contains("M-0001", page.TextOf("tbody tr"), StringComparison.Ordinal);
        Assert.Contains("£100.00", page.TextOf("tbody tr .number"), StringComparison.Ordinal);
        Assert.Contains("12 h", page.TextOf("tbody tr .number"), StringComparison.Ordinal);
        Assert.True(page.Body.Length < 60_000, $"{page.Body.Length} characters");

        var next = await GetAsync(page.Html.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(12, next.Html.QuerySelectorAll("tbody tr").Length);
        Assert.Equal("Zoë Bare", next.TextsOf("tbody tr td:first-child")[^1]);
        var back = await GetAsync(next.Html.QuerySelector("a[rel=prev]")!.GetAttribute("href")!);
        Assert.Equal(page.TextsOf("tbody td:first-child"), back.TextsOf("tbody td:first-child"));
        Assert.Equal("Zoë Bare", (await GetAsync("/members?page=last")).TextsOf("tbody tr td:first-child")[^1]);
    }

    [Fact]
    public async Task Words_status_and_tags_narrow_the_list_and_come_off_one_by_one()
    {
        var page = await GetAsync("/members?search=bro+ada&status=active&tag=hub-10&sort=joined&down=1");
        Assert.Equal(["Ada Brown"], page.TextsOf("tbody td:first-child"));
        Assert.Equal("1 member matches", page.TextOf(".list-head .list-total"));
        Assert.Equal(["Search: bro ada", "Status: Active", "Tag: hub-10"], page.TextsOf(".filter-chip[aria-label^='Remove the filter']"));
        var without = page.Html.QuerySelector(".filter-chip[aria-label$='Search: bro ada']")!.GetAttribute("href")!;
        Assert.Equal("/members?status=active&tag=hub-10&sort=joined&down=1", without);
        Assert.Equal("descending", page.Html.QuerySelector("th[aria-sort]")!.GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task None_that_match_is_told_from_none_yet()
    {
        Assert.Contains("No member matches.", (await GetAsync("/members?search=nobody")).TextOf(".empty-state"), StringComparison.Ordinal);
        await using var empty = new SiteFactory();
        var page = await (await empty.SignInAsync(UserRole.Staff)).GetAsync("/members");
        Assert.Contains("No members yet.", page.TextOf(".empty-state"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_shows_profile_figures_and_each_benefit_and_can_leave_out_the_used_up()
    {
        var page = await GetAsync($"/members/{space.AdaId}");
        Assert.Equal("Ada Brown", page.TextOf("h1"));
        Assert.Contains("ada@space.example", page.TextOf(".facts"), StringComparison.Ordinal);
        Assert.Contains("1 Mar 2025", page.TextOf(".facts"), StringComparison.Ordinal);
        var room = page.TextsOf("tbody tr").Single(row => row.StartsWith("Meeting room time", StringComparison.Ordinal));
        Assert.Equal("Meeting room time 2 7 h 4 h −1 h 2 h –", room);
        Assert.Equal("An admin can do this: you can ask", page.Html.QuerySelector("a[href$='/credits/new']")!.GetAttribute("title"));
        Assert.True((await GetAsync($"/members/{space.AdaId}", UserRole.Admin)).Has("a[href$='/credits/new']"));

        var bare = await GetAsync($"/members/{space.BareId}");
        Assert.Contains("No live or upcoming credits", bare.TextOf(".empty-state"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Benefit_tracking_is_filtered_and_says_what_can_be_done_with_each_item()
    {
        var used = await GetAsync($"/members/{space.AdaId}?show=usedup", UserRole.Admin);
        Assert.Contains("None.", used.TextOf(".empty-state"), StringComparison.Ordinal);
        var expired = await GetAsync($"/members/{space.AdaId}?show=expired", UserRole.Admin);
        Assert.NotEmpty(expired.Html.QuerySelectorAll("tbody tr"));
        var all = await GetAsync($"/members/{space.AdaId}", UserRole.Admin);
        Assert.True(all.Has($"a[href$='/members/{space.AdaId}/remaining']"));
        var edit = await GetAsync($"/members/{space.AdaId}/remaining", UserRole.Admin);
        Assert.Contains(edit.Html.QuerySelectorAll("tbody tr a"), link => link.TextContent.Trim() == "Adjust");
    }

    [Theory]
    [InlineData(UserRole.Admin)]
    [InlineData(UserRole.Manager)]
    [InlineData(UserRole.Staff)]
    public async Task Each_benefit_item_has_its_icons_for_every_role(UserRole role)
    {
        var page = await GetAsync($"/members/{space.AdaId}", role);
        Assert.All(page.Html.QuerySelectorAll("section[aria-labelledby=tracking] tbody tr"), row =>
        {
            var (name, isLeft) = (row.QuerySelector("td a")!.TextContent.Trim(), row.QuerySelector("a[href*='/why']") is null);
            var person = row.QuerySelector($"a[href$='/members/{space.AdaId}/groups']")!;
            Assert.Equal($"Only Ada Brown may use {name}; see groups", person.GetAttribute("title"));
            if (!isLeft)
            {
                Assert.Contains("No grant to come", row.TextContent, StringComparison.Ordinal);
                Assert.Contains("Add credit", row.TextContent, StringComparison.Ordinal);
                return;
            }

            Assert.NotNull(row.QuerySelector("a[href*='/usages/new?what=benefit:']"));
            var edit = row.QuerySelector($"a[href$='/members/{space.AdaId}/remaining']")!;
            Assert.Equal(role == UserRole.Admin ? null : "An admin can do this: you can ask", edit.GetAttribute("title"));
        });
        var check = page.Html.QuerySelector($"a[href$='what=benefit:{space.RoomBenefitId}']")!.GetAttribute("href")!;
        Assert.Equal("15 min", (await GetAsync(check, role)).Html.QuerySelector("#Quantity, [name=Quantity]")!.GetAttribute("value"));

        var groups = await GetAsync($"/members/{space.AdaId}/groups", role);
        Assert.Equal(role == UserRole.Admin, groups.Has(".empty-state a[href='/groups/new?owner=M-0001']"));
    }

    [Fact]
    public async Task The_credits_tab_says_what_can_be_used_for_what_and_lists_each_use()
    {
        var page = await GetAsync($"/members/{space.AdaId}/credits");
        Assert.Equal(
            ["Credit", "Available", "Services", "Last day",
                "Payment date", "Booking date", "Service name", "Credits used", "Deducted from"],
            page.TextsOf("thead th"));
        Assert.Contains(page.TextsOf("tbody tr"), row =>
            row.StartsWith("4 Dec 2025, 06:00 4 Dec 2025, 06:00 Room 1 2 h", StringComparison.Ordinal)
            && row.EndsWith("Plan: Meeting Pro", StringComparison.Ordinal));
        Assert.Contains("Nothing used yet.", (await GetAsync($"/members/{space.BareId}/credits")).TextsOf(".empty-state")[^1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_and_previous_keep_the_order_of_the_list_one_came_from()
    {
        var list = await GetAsync("/members?sort=reference&down=1&tag=hub-10");
        var first = list.Html.QuerySelector("tbody a")!.GetAttribute("href")!;
        var page = await GetAsync(first);
        Assert.False(page.Has("a[rel=prev]"));
        var next = await GetAsync(page.Html.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(list.TextsOf("tbody td:first-child")[1], next.TextOf("h1"));
        Assert.Equal("/members?tag=hub-10&sort=reference&down=1", next.Html.QuerySelector(".breadcrumb a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("/members/999999")]
    [InlineData("/members/0")]
    [InlineData("/members/99999999999999999999")]
    [InlineData("/members/ada")]
    [InlineData("/members/999999/benefits/time")]
    [InlineData("/members/999999/benefits/history/time")]
    [InlineData("/credits/999999")]
    [InlineData("/credits/999999/history")]
    public async Task What_is_not_there_is_not_found(string path) => Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(path)).Status);

    [Theory]
    [InlineData("/members?after=x")]
    [InlineData("/members?before=99999999999999999999999")]
    [InlineData("/members?status=7")]
    [InlineData("/members?sort=password")]
    public async Task A_wrong_address_shows_the_list_and_says_what_was_left_out(string path)
    {
        var page = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("left out", page.TextOf(".alert-warning"), StringComparison.Ordinal);
        Assert.Equal(50, page.Html.QuerySelectorAll("tbody tr").Length);
    }

    [Theory]
    [InlineData("/members?search=%00%25_%5B%27%22%3Cscript%3E&tag=%27&tag=&tag=%F0%9F%92%A9&list=%00")]
    [InlineData("/members/1?list=%3Fafter%3Dx%26search%3D%00&remaining=maybe")]
    [InlineData("/members?after=0&before=0&page=last")]
    public async Task Garbage_in_the_address_is_no_error(string path) => Assert.Equal(HttpStatusCode.OK, (await GetAsync(path)).Status);

    [Theory]
    [InlineData("")]
    [InlineData("/benefits/time")]
    [InlineData("/benefits/history/time")]
    [InlineData("/activity")]
    [InlineData("/activity/packages")]
    [InlineData("/groups")]
    public async Task Every_page_of_a_member_keeps_the_list_and_leads_to_the_same_page_of_the_next(string tail)
    {
        const string List = "search=member&tag=hub-10&sort=reference&down=1";
        var (carried, first) = ("list=" + Uri.EscapeDataString(List), await GetAsync("/members?" + List));
        var shown = first.Html.QuerySelectorAll("tbody td:first-child a").Select(link => link.GetAttribute("href")!.Split('?')[0]).ToList();

        var page = await GetAsync($"{shown[1]}{tail}?{carried}");

        Assert.Equal($"{shown[0]}{tail}?{carried}", page.Html.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Equal($"{shown[2]}{tail}?{carried}", page.Html.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Equal("/members?" + List, page.Html.QuerySelector(".breadcrumb a")!.GetAttribute("href"));
        foreach (var tab in page.Html.QuerySelectorAll("main .tabs a"))
            Assert.Contains(carried, tab.GetAttribute("href"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filters_of_a_history_stay_from_kind_to_kind_but_for_the_credit()
    {
        var page = await GetAsync($"/members/{space.AdaId}/benefits/history/time?from=2025-11-01&text=a&credit={space.DeskId}");

        Assert.Equal(
            $"/members/{space.AdaId}/benefits/history/money?from=2025-11-01&text=a",
            page.Html.QuerySelector("main section .tabs-sub a")!.GetAttribute("href"));
    }

}

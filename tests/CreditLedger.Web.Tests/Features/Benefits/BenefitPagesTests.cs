using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Tests.Site;

namespace CreditLedger.Web.Tests.Features.Benefits;

public sealed class BenefitPagesTests(ReadingSpace space) : IClassFixture<ReadingSpace>
{
    private async Task<SitePage> TabAsync(string tab, UserRole role = UserRole.Admin) =>
        await (await space.AsAsync(role)).GetAsync($"/members/{space.AdaId}/benefits/{tab}");

    private static string CardOf(SitePage page, long credit) =>
        string.Join(' ', page.Html.QuerySelector($".credit a[href='/credits/{credit}']")!.Closest(".credit")!.TextContent.Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public async Task Credits_stand_in_burn_order_with_source_remainder_services_life_and_status()
    {
        var page = await TabAsync("time");
        Assert.Equal([$"/credits/{space.DeskId}"],
            page.Html.QuerySelectorAll(".credit h3 a").Take(1).Select(link => link.GetAttribute("href")));
        var desk = CardOf(page, space.DeskId);
        Assert.Contains("Plan: Hub 10 For all services 10 h of 10 h", desk, StringComparison.Ordinal);
        Assert.Contains("Starts 1 Dec 2025 Expires 31 Dec 2025 Current 1st to be used", desk, StringComparison.Ordinal);
        var empty = CardOf(page, space.EmptyRoomId);
        Assert.Contains("Plan: Meeting Pro For Room 1, Room 2, Room 3 and 9 more", empty, StringComparison.Ordinal);
        Assert.Contains("0 min of 5 h 4 h used, −1 h adjusted", empty, StringComparison.Ordinal);
        Assert.Contains("Used up", empty, StringComparison.Ordinal);
        Assert.Contains("Room 12", page.TextOf($"#services-{space.RoomBenefitId}"), StringComparison.Ordinal);
        Assert.Equal(3, page.Html.QuerySelectorAll(".credit").Length);
    }

    [Fact]
    public async Task The_menu_names_what_one_can_do_with_a_credit_of_its_kind()
    {
        static string Items(SitePage page) =>
            string.Join('|', page.Html.QuerySelector(".credit .menu-panel")!.QuerySelectorAll("a").Select(link => link.TextContent.Trim()));
        Assert.Equal("Use time credit|Set balance to|Extend|Transfer|Revoke|Why this balance?|Use history", Items(await TabAsync("time")));
        Assert.Equal("Adjust remaining credit|Set balance to|Transfer|Revoke|Why this balance?|Use history",
            Items(await TabAsync("money")));
        Assert.Equal("Use printing credit|Set balance to|Transfer|Revoke|Why this balance?|Use history", Items(await TabAsync("printing")));
        Assert.Equal("Adjust remaining|Set balance to|Transfer|Revoke|Why this balance?", Items(await TabAsync("passes")));
        Assert.Equal(Items(await TabAsync("time")), Items(await TabAsync("time", UserRole.Staff)));
        var time = await TabAsync("time");
        Assert.True(time.Has($"a[href='/credits/{space.DeskId}/use']"));
        Assert.True(time.Has($"a[href='/credits/{space.DeskId}/set-balance']"));
        Assert.True(time.Has($"a[href^='/members/{space.AdaId}/credits/new']"));
        Assert.True((await TabAsync("time", UserRole.Staff)).Has($"a[href^='/members/{space.AdaId}/credits/new'][title]"));
    }

    [Fact]
    public async Task Past_credits_are_behind_a_filter_and_offer_no_adjusting()
    {
        var page = await TabAsync("time?past=1");
        Assert.Equal(4, page.Html.QuerySelectorAll(".credit").Length);
        var past = page.Html.QuerySelector(".credit-past")!;
        Assert.Contains("1 h expired, of 1 h",
            string.Join(' ', past.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(["Extend", "Why this balance?", "Use history"],
            past.QuerySelectorAll(".menu-item").Select(link => link.TextContent.Trim()));
    }

    [Fact]
    public async Task None_yet_is_told_from_none_live()
    {
        Assert.Contains("None yet.", (await TabAsync("items")).TextOf(".empty-state"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("money")]
    [InlineData("time")]
    [InlineData("printing")]
    [InlineData("items")]
    [InlineData("passes")]
    public async Task Every_tab_is_marked_as_open(string tab)
    {
        var page = await TabAsync(tab);
        Assert.EndsWith(tab, page.Html.QuerySelector("nav[aria-label=Benefits] a[aria-current]")!.GetAttribute("href"),
            StringComparison.Ordinal);
        Assert.True(page.Body.Length < 60_000);
    }
}

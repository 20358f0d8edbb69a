using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Tests.Features.Search;

/// <summary>
/// What the command menu finds beside transactions: members by any part of a word, actions with a member, pages, colours.
/// </summary>
public sealed class CommandMenuTests(ReadingSpace space) : IClassFixture<ReadingSpace>
{
    [Theory]
    [InlineData("row")]
    [InlineData("zoe")]
    [InlineData("0001")]
    [InlineData("space.exam")]
    public async Task A_member_is_found_by_any_part_of_a_word(string typed) =>
        Assert.Contains(await FindAsync(typed, UserRole.Staff), path => path!.StartsWith("/members/", StringComparison.Ordinal));

    [Theory]
    [InlineData("add credit ada", "/credits/new")]
    [InlineData("adjust ada", "/benefits")]
    [InlineData("ada adjust", "/benefits")]
    [InlineData("extend brown", "/benefits")]
    [InlineData("sell ada", "/sales/new")]
    [InlineData("merge ada", "/merge")]
    [InlineData("assign ada", "/memberships/new")]
    [InlineData("record usage ada", "/usages/new")]
    public async Task Words_that_ask_for_an_action_lead_to_its_form_for_the_member(string typed, string path) =>
        Assert.Contains($"/members/{space.AdaId}{path}", await FindAsync(typed, UserRole.Admin));

    [Fact]
    public async Task Nobody_is_offered_what_the_role_may_not_do()
    {
        Assert.DoesNotContain($"/members/{space.AdaId}/credits/new", await FindAsync("add credit ada", UserRole.Staff));
        Assert.Contains($"/members/{space.AdaId}/usages/new", await FindAsync("record usage ada", UserRole.Staff));
    }

    [Theory]
    [InlineData("extend", "/credits")]
    [InlineData("teams", "/groups")]
    [InlineData("transactions", "/postings")]
    [InlineData("who did", "/postings")]
    [InlineData("top-ups", "/setup/products")]
    public async Task A_page_is_found_by_its_name_and_by_what_one_does_there(string typed, string path) => Assert.Contains(
        path, await FindAsync(typed, UserRole.Admin));

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("Light", "light")]
    public async Task The_colours_are_changed_from_the_menu(string typed, string value)
    {
        var page = await (await space.AsAsync(UserRole.Staff)).GetAsync($"/search?search={typed}");
        Assert.Equal([value],
            page.Html.QuerySelectorAll("button[name=theme][form=colours]").Select(button => button.GetAttribute("value")));
    }

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/members", "/members")]
    [InlineData("/members/{0}/benefits/time", "/members")]
    [InlineData("/members/{0}/activity", "/members")]
    [InlineData("/credits/1/history", "/credits")]
    [InlineData("/postings/1", "/postings")]
    [InlineData("/postings/1/undo", "/postings")]
    [InlineData("/postings?kind=usage", "/postings")]
    [InlineData("/groups", "/groups")]
    [InlineData("/setup/plans/new", "/setup/plans")]
    [InlineData("/setup/settings", "/setup/settings")]
    public async Task The_sidebar_lights_the_place_that_a_page_belongs_to_and_its_section(string path, string place)
    {
        var page = await (await space.AsAsync(UserRole.Admin))
            .GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, space.AdaId));

        Assert.Equal([place], page.Html.QuerySelectorAll(".sidebar a[aria-current=page]").Select(link => link.GetAttribute("href")));
        Assert.Single(page.Html.QuerySelectorAll(".sidebar-section.is-lit"));
    }

    [Fact]
    public async Task The_sidebar_shows_only_where_the_role_may_go()
    {
        var page = await (await space.AsAsync(UserRole.Staff)).GetAsync("/members");

        Assert.Equal(["Dashboard", "Members and contacts", "Bookings", "Credits", "Teams and groups"], page.TextsOf(".sidebar a"));
        Assert.Equal(["Operations"], page.TextsOf(".sidebar h2"));
    }

    private async Task<IReadOnlyList<string?>> FindAsync(string typed, UserRole role)
    {
        var page = await (await space.AsAsync(role)).GetAsync($"/search?search={Uri.EscapeDataString(typed)}");
        return [.. page.Html.QuerySelectorAll("a[role=option]").Select(link => link.GetAttribute("href"))];
    }
}

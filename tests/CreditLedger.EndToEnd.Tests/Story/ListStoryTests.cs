using CreditLedger.EndToEnd.Tests.Pages;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>What lists and the navigation do in a browser beyond links: ticks, rows, the sidebar, actions of the command menu.</summary>
public sealed class ListStoryTests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    [Fact]
    public async Task Ticks_are_kept_from_page_to_page_and_the_act_gets_them_all()
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await visit.GoAsync("/credits");
        var boxes = visit.Page.Locator("tbody input[type=checkbox]");
        var said = visit.Page.Locator("[data-ticks-said]");

        await boxes.Nth(1).ClickAsync();
        await boxes.Nth(4).ClickAsync(new LocatorClickOptions { Modifiers = [KeyboardModifier.Shift] });
        await Assertions.Expect(said).ToHaveTextAsync("4 credits are ticked.");
        await visit.Page.Locator(".pager a[rel=next]").ClickAsync();
        await visit.ArriveAsync("**/credits?after=**");
        await Assertions.Expect(said).ToHaveTextAsync("4 credits are ticked, 4 of them on other pages.");
        await boxes.First.ClickAsync();
        await visit.Page.Locator(".pager a[rel=prev]").ClickAsync();
        await Assertions.Expect(boxes.Nth(3)).ToBeCheckedAsync();
        await Assertions.Expect(said).ToHaveTextAsync("5 credits are ticked, 1 of them on other pages.");
        await visit.Button("Extend").ClickAsync();
        await visit.ArriveAsync("**/credits/many/extend**");

        Assert.Equal(5, System.Web.HttpUtility.ParseQueryString(new Uri(visit.Page.Url).Query).GetValues("credit")!.Distinct().Count());
        await visit.Page.GoBackAsync();
        await visit.Button("Clear ticks").ClickAsync();
        await Assertions.Expect(said).ToHaveTextAsync("Tick credits to act on them.");
        await visit.Page.GetByLabel("that match").CheckAsync();
        await Assertions.Expect(visit.Page.Locator("tbody tr.is-ticked")).ToHaveCountAsync(await boxes.CountAsync());
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task A_row_opens_its_record_wherever_it_is_clicked()
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);
        await visit.GoAsync("/members");
        var row = visit.Page.Locator("main tbody tr").Nth(2);
        var record = await row.Locator("a").First.GetAttributeAsync("href");

        await row.Locator("td").Nth(3).ClickAsync();
        await visit.ArriveAsync("**/members/*");

        Assert.Equal(record, visit.Path);
        await visit.GoAsync("/credits");
        await visit.Page.Locator("main tbody tr").First.Locator("td").Last.ClickAsync();
        await visit.ArriveAsync("**/credits/*");
        Assert.Empty(visit.Offences);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task On_a_phone_the_sidebar_opens_over_the_page_and_Esc_leads_back_to_its_button(ColorScheme scheme)
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await visit.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        await visit.Page.SetViewportSizeAsync(320, 640);
        await visit.GoAsync("/members");
        var (button, places) = (visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Menu", Exact = true }),
            visit.Page.Locator("#places"));
        Assert.InRange((await visit.Page.Locator(".site-header").BoundingBoxAsync())!.Height, 40, 64);
        await Assertions.Expect(places).ToBeHiddenAsync();

        await button.ClickAsync();
        await Assertions.Expect(places).ToBeVisibleAsync();
        Assert.Empty(await Axe.FindAsync(visit.Page));
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(places).ToBeHiddenAsync();
        await Assertions.Expect(button).ToBeFocusedAsync();
        await button.ClickAsync();
        await places.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Credits" }).ClickAsync();
        await visit.ArriveAsync("**/credits");
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task The_sidebar_is_folded_to_icons_and_stays_so()
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);
        await visit.GoAsync("/members");

        await visit.Button("Show icons only").ClickAsync();
        await visit.GoAsync("/credits");

        Assert.InRange((await visit.Page.Locator("#places").BoundingBoxAsync())!.Width, 40, 80);
        Assert.Empty(await Axe.FindAsync(visit.Page));
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task The_command_menu_leads_to_a_form_and_changes_the_colours()
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await visit.GoAsync("/members");
        var chosen = visit.Page.Locator("#command-results [aria-selected=true]");

        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.Keyboard.TypeAsync("dark");
        await Assertions.Expect(chosen).ToContainTextAsync("Dark colours");

        // The page is loaded anew: keys pressed before that would be lost with the old one.
        await visit.Page.EvaluateAsync("() => { window.isLeft = true; }");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForFunctionAsync("() => !window.isLeft && document.readyState === 'complete'");
        await Assertions.Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-bs-theme", "dark");
        Assert.Equal("/members", visit.Path);

        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.Keyboard.TypeAsync("add credit a");
        await Assertions.Expect(chosen).ToContainTextAsync("Add credit for");
        Assert.Empty(await Axe.FindAsync(visit.Page));
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArriveAsync("**/members/*/credits/new");
        Assert.Empty(visit.Offences);
    }
}

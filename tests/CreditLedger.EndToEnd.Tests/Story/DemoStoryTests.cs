using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>On the demo space, today.</summary>
public sealed class DemoStoryTests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    [Fact]
    public async Task An_admin_corrects_a_used_up_credit_and_undoes_it()
    {
        var empty = await EmptyCredit.FindAsync(site, "");
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);

        await new Desk(visit, site, empty, hasScript: true).CorrectAndUndoAsync();
    }

    [Fact]
    public async Task One_signs_out_and_is_out()
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);

        await visit.Page.Locator("summary.user-summary").ClickAsync();
        await visit.Button("Sign out").ClickAsync();
        await visit.ArriveAsync("**/account/sign-in**");
        await visit.GoAsync("/members");

        Assert.StartsWith("/account/sign-in", visit.Path, StringComparison.Ordinal);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task By_keys_alone_one_goes_down_a_list_opens_a_record_and_gets_the_focus_back_from_the_command_menu()
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);
        await visit.GoAsync("/members");
        var names = visit.Page.Locator("main tbody tr td:first-child a");

        await visit.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(names.First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("k");
        await Assertions.Expect(names.First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("j");
        await visit.Page.Keyboard.PressAsync("j");
        await Assertions.Expect(names.Nth(2)).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(visit.Page.Locator("#command-input")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("jk");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(names.Nth(2)).ToBeFocusedAsync();

        var name = await names.Nth(2).InnerTextAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArriveAsync("**/members/*");
        Assert.StartsWith($"{name} · ", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task The_arrows_go_through_a_menu_and_Esc_leads_back_to_its_button()
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);
        var button = visit.Page.Locator("summary.user-summary");
        var items = visit.Page.Locator(".site-header .menu-panel :is(a, button)");

        await button.FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(items.First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("ArrowUp");
        await Assertions.Expect(items.Last).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(items.First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Escape");

        await Assertions.Expect(button).ToBeFocusedAsync();
        await Assertions.Expect(items.First).ToBeHiddenAsync();
        Assert.Empty(visit.Offences);
    }
}

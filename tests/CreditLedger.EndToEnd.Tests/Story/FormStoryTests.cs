using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>What every confirmed form does in a browser, tried on adjusting a credit.</summary>
public sealed class FormStoryTests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    private const string Reason = "Room was double-booked on Tuesday";

    [Fact]
    public async Task After_the_session_ended_one_signs_in_and_finds_the_form_as_it_was()
    {
        var empty = await EmptyCredit.FindAsync(site, "");
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await FillInAsync(visit, empty, "-60");
        await visit.Page.Context.ClearCookiesAsync();

        await visit.Button("Yes, add 1 h").ClickAsync();
        await visit.ArriveAsync("**/account/sign-in**");
        await visit.Page.GetByLabel("E-mail").FillAsync(site.EmailOf(UserRole.Admin));
        await visit.Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(site.Password);
        await visit.Button("Sign in").ClickAsync();
        await visit.ArriveAsync($"**/credits/{empty.CreditId}/use**");

        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("You were signed out; nothing was recorded");
        await Assertions.Expect(visit.Page.Locator("#Amount")).ToHaveValueAsync("-60");
        await Assertions.Expect(visit.Page.Locator("#Description")).ToHaveValueAsync(Reason);
        Assert.Equal(0, await BalanceAsync(empty));
        await visit.Button("Yes, add 1 h").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync("1 h added: 0 min → 1 h");
    }

    [Fact]
    public async Task A_page_restored_at_the_address_of_the_preview_shows_the_form()
    {
        var empty = await EmptyCredit.FindAsync(site, "");
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);

        Assert.Equal(200, await visit.GoAsync($"/credits/{empty.CreditId}/use/preview"));

        Assert.Equal($"/credits/{empty.CreditId}/use", visit.Path);
        await Assertions.Expect(visit.Page.Locator("#Amount")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task What_somebody_else_changed_meanwhile_is_shown_and_asked_again()
    {
        var empty = await EmptyCredit.FindAsync(site, "");
        await using var slow = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await using var quick = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await FillInAsync(slow, empty, "60", "set-balance");
        await FillInAsync(quick, empty, "-30");
        await quick.Button("Yes, add 30 min").ClickAsync();
        await Assertions.Expect(quick.Page.Locator(".notice")).ToContainTextAsync("30 min added");

        await slow.Page.Locator("button[name=Confirmed]").ClickAsync();

        await Assertions.Expect(slow.Page.Locator("#effect-sentence")).ToHaveTextAsync("Adds 30 min: 30 min → 1 h");
        await Assertions.Expect(slow.Page.Locator("#Description")).ToHaveValueAsync(Reason);
        Assert.Equal(30, await BalanceAsync(empty));
        await slow.Page.Locator("button[name=Confirmed]").ClickAsync();
        await Assertions.Expect(slow.Page.Locator(".notice")).ToBeVisibleAsync();
        Assert.Equal(60, await BalanceAsync(empty));
    }

    [Fact]
    public async Task The_first_wrong_field_has_the_focus_and_its_message_goes_once_it_is_corrected()
    {
        var empty = await EmptyCredit.FindAsync(site, "");
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await FillInAsync(visit, empty, "-60");
        await visit.Page.Locator("#Description").FillAsync("");

        await visit.Button("Yes, add 1 h").ClickAsync();

        var description = visit.Page.Locator("#Description");
        await Assertions.Expect(description).ToBeFocusedAsync();
        await Assertions.Expect(visit.Page.Locator("#Description-error")).Not.ToBeEmptyAsync();
        await visit.Page.Keyboard.TypeAsync("R");
        await Assertions.Expect(visit.Page.Locator("#Description-error")).ToBeEmptyAsync();
        await Assertions.Expect(description).Not.ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(0, await BalanceAsync(empty));
    }

    [Fact]
    public async Task A_double_click_records_once()
    {
        var empty = await EmptyCredit.FindAsync(site, "");
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await FillInAsync(visit, empty, "-60");

        await visit.Button("Yes, add 1 h").DblClickAsync();

        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync("1 h added: 0 min → 1 h");
        Assert.Equal(60, await BalanceAsync(empty));
    }

    private static async Task FillInAsync(Visit visit, EmptyCredit empty, string amount, string form = "use")
    {
        await visit.GoAsync($"/credits/{empty.CreditId}/{form}");
        await visit.Page.Locator("#Amount").PressSequentiallyAsync(amount);
        await visit.Page.Locator("#Description").FillAsync(Reason);
        await visit.Page.Locator("button[name=Confirmed]").WaitForAsync();
    }

    private async Task<long> BalanceAsync(EmptyCredit empty)
    {
        await using var context = await site.ContextAsync();
        return await context.Credits.Where(credit => credit.Id == empty.CreditId).Select(credit => credit.Balance!.Balance)
            .SingleAsync(TestContext.Current.CancellationToken);
    }
}

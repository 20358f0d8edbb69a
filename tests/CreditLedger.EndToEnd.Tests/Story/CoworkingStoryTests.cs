using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>On the coworking space's imported year, in December 2025.</summary>
public sealed class CoworkingStoryTests(Chromium chromium, CoworkingSite site) : IClassFixture<CoworkingSite>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_admin_corrects_a_used_up_credit_and_undoes_it_with_and_without_script(bool hasScript)
    {
        CoworkingSite.RequireData();
        var empty = await EmptyCredit.FindAsync(site, "Desk", skip: hasScript ? 0 : 1);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, new Device(HasScript: hasScript));

        await new Desk(visit, site, empty, hasScript).CorrectAndUndoAsync();
    }

    [Fact]
    public async Task Staff_are_told_that_an_admin_can_adjust_and_may_ask()
    {
        CoworkingSite.RequireData();
        var empty = await EmptyCredit.FindAsync(site, "Desk", skip: 2);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);

        await visit.GoAsync($"/credits/{empty.CreditId}");

        foreach (var path in new[] { $"/credits/{empty.CreditId}/use", $"/credits/{empty.CreditId}/set-balance",
            $"/members/{empty.Member.Id}/credits/new" })
        {
            Assert.Equal(200, await visit.GoAsync(path));
            Assert.Contains("An admin can do this", await visit.MainTextAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task By_keys_alone_one_finds_a_member_in_the_command_menu()
    {
        CoworkingSite.RequireData();
        var empty = await EmptyCredit.FindAsync(site, "Desk", skip: 3);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);

        await visit.Page.Keyboard.PressAsync("Control+k");
        await Assertions.Expect(visit.Page.Locator("#command-input")).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync(empty.Member.Reference);
        await Assertions.Expect(visit.Page.Locator("#command-results [role=option][aria-selected=true]"))
            .ToContainTextAsync(empty.Member.Name);
        await visit.Page.Keyboard.PressAsync("Enter");

        await visit.ArriveAsync($"**/members/{empty.Member.Id}**");
        Assert.Empty(visit.Offences);
    }
}

using CreditLedger.Data.Identity;
using CreditLedger.EndToEnd.Tests.Site;

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
}

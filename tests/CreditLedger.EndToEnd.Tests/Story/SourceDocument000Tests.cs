using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>The guide to a customer's use history, step by step: by type of credit, and per credit.</summary>
public sealed class SourceDocument000Tests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    private static readonly string[] Columns =
        ["Name", "Used on", "Status", "Used by", "Source", "Description", "Credit used", "Balance after"];

    [Theory]
    [InlineData(BenefitKind.Money, "Money credit")]
    [InlineData(BenefitKind.Time, "Time credit")]
    [InlineData(BenefitKind.Printing, "Printing credit")]
    public async Task Use_by_type_of_credit(BenefitKind kind, string tab)
    {
        var credit = await HeldCredit.FindAsync(site, kind);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);

        // Operations, Members and contacts, the customer; Benefits, Benefit use history.
        await visit.OpenMemberAsync(credit.Reference, credit.Member);
        await visit.OpenBenefitsAsync("Benefit use history");

        // The tab of the type of credit, below the heading.
        await Assertions.Expect(visit.Page.Locator("h2#history")).ToHaveTextAsync("Benefit use history");
        var tabs = visit.Page.GetByLabel("Use history of", new PageGetByLabelOptions { Exact = true });
        await tabs.GetByText(tab).ClickAsync();
        await Assertions.Expect(tabs.GetByText(tab)).ToHaveAttributeAsync("aria-current", "page");

        // A record of each time: the fields of the guide, and what is left after each.
        Assert.Equal(Columns, await visit.Page.Locator("main thead th").AllInnerTextsAsync());
        var row = visit.Page.Locator("main tbody tr").Filter(new LocatorFilterOptions { HasText = credit.Benefit }).First;
        await Assertions.Expect(row.Locator("td.number").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("[+−]"));
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task Passes_have_no_use_history()
    {
        var credit = await HeldCredit.FindAsync(site, BenefitKind.Time);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);
        await visit.OpenMemberAsync(credit.Reference, credit.Member);
        await visit.OpenBenefitsAsync("Benefit use history");

        var tabs = visit.Page.GetByLabel("Use history of", new PageGetByLabelOptions { Exact = true });
        Assert.Equal(["Money credit", "Time credit", "Printing credit", "Items"], await tabs.GetByRole(AriaRole.Link).AllInnerTextsAsync());
    }

    [Theory]
    [InlineData(BenefitKind.Money, "Money credit")]
    [InlineData(BenefitKind.Time, "Time credit")]
    [InlineData(BenefitKind.Printing, "Printing credit")]
    public async Task Use_per_credit(BenefitKind kind, string tab)
    {
        var credit = await HeldCredit.FindAsync(site, kind);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);

        // The customer; Benefits, the type of credit; the credit; Use history.
        await visit.OpenMemberAsync(credit.Reference, credit.Member);
        await visit.OpenBenefitsAsync(tab);
        await visit.CardOf(credit).Locator("h3 a").ClickAsync();
        await visit.ArriveAsync($"**/credits/{credit.Id}**");
        await visit.Link("Use history").ClickAsync();
        await visit.ArriveAsync($"**/credits/{credit.Id}/history**");

        Assert.Equal(Columns, await visit.Page.Locator("main thead th").AllInnerTextsAsync());
        await Assertions.Expect(visit.Page.Locator("main tbody tr").Last).ToContainTextAsync(credit.Benefit);
        var left = await visit.Page.Locator(".figure-main dd").InnerTextAsync();
        Assert.StartsWith(HeldCredit.Shown(kind, await credit.BalanceAsync(site)), Visit.Fold(left), StringComparison.Ordinal);
        Assert.Empty(visit.Offences);
    }
}

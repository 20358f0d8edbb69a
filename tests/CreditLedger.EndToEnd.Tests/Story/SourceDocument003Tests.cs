using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>The guide to adjusting a customer's balance, step by step: money adds what is positive, time and printing take it.</summary>
public sealed class SourceDocument003Tests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData(BenefitKind.Money, "Money credit", "Adjust remaining credit", "100", 10_000, "Yes, add £100.00", 0)]
    [InlineData(BenefitKind.Money, "Money credit", "Adjust remaining credit", "-100", -10_000, "Yes, remove £100.00", 0)]
    [InlineData(BenefitKind.Time, "Time credit", "Use time credit", "-60", 60, "Yes, add 1 h", 0)]
    [InlineData(BenefitKind.Time, "Time credit", "Use time credit", "60", -60, "Yes, remove 1 h", 0)]
    [InlineData(BenefitKind.Time, "Time credit", "Use time credit", "-30", 30, "Yes, add 30 min", 1)]
    [InlineData(BenefitKind.Time, "Time credit", "Use time credit", "30", -30, "Yes, remove 30 min", 1)]
    [InlineData(BenefitKind.Printing, "Printing credit", "Use printing credit", "-900", 900, "Yes, add £9.00 · 90 pages", 0)]
    [InlineData(BenefitKind.Printing, "Printing credit", "Use printing credit", "900", -900, "Yes, remove £9.00 · 90 pages", 0)]
    public async Task Adjust_a_balance(BenefitKind kind, string tab, string item, string typed, long by, string confirm, int skip)
    {
        var credit = await HeldCredit.FindAsync(site, kind, skip, Math.Max(2, -by));
        var before = await credit.BalanceAsync(site);
        var reason = $"Charged too much {kind} {typed}";
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);

        // Operations, Members and contacts, the customer; Benefits, the type of credit.
        await visit.OpenMemberAsync(credit.Reference, credit.Member);
        await visit.OpenBenefitsAsync(tab);

        // The three dots beside the credit.
        await visit.CardOf(credit).Locator(".credit-menu summary").ClickAsync();
        await visit.CardOf(credit).GetByText(item, new LocatorGetByTextOptions { Exact = true }).ClickAsync();
        await visit.ArriveAsync($"**/credits/{credit.Id}/**");

        // The amount and the reason; what will happen is said before it happens.
        await visit.Page.Locator("#Amount").PressSequentiallyAsync(typed);
        await visit.Page.Locator("#Description").FillAsync(reason);
        await visit.Button(confirm).ClickAsync();

        // Adjusted at once, and a record of it in the use history.
        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync(by > 0 ? "added" : "removed");
        Assert.Equal(before + by, await credit.BalanceAsync(site));
        await visit.OpenBenefitsAsync("Benefit use history");
        await visit.Page.GetByLabel("Use history of", new PageGetByLabelOptions { Exact = true }).GetByText(tab).ClickAsync();
        var row = visit.Page.Locator("main tbody tr").Filter(new LocatorFilterOptions { HasText = reason });
        await Assertions.Expect(row).ToContainTextAsync(site.EmailOf(UserRole.Admin));
        Assert.Empty(visit.Offences);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("10")]
    [InlineData("20")]
    public async Task Time_moves_only_in_booking_intervals(string typed)
    {
        var credit = await HeldCredit.FindAsync(site, BenefitKind.Time, skip: 2);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await visit.GoAsync($"/credits/{credit.Id}/use");

        await visit.Page.Locator("#Amount").PressSequentiallyAsync(typed);

        await Assertions.Expect(visit.Page.Locator("#Amount-error")).Not.ToBeEmptyAsync();
        await Assertions.Expect(visit.Page.Locator("button[name=Confirmed]")).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData("15")]
    [InlineData("30")]
    [InlineData("45")]
    public async Task Time_moves_in_whole_booking_intervals(string typed)
    {
        var credit = await HeldCredit.FindAsync(site, BenefitKind.Time, skip: 2, atLeast: 60);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await visit.GoAsync($"/credits/{credit.Id}/use");

        await visit.Page.Locator("#Amount").PressSequentiallyAsync(typed);

        await Assertions.Expect(visit.Button($"Yes, remove {typed} min")).ToBeVisibleAsync();
        await visit.Page.Locator("#Amount").FillAsync($"-{typed}");
        await Assertions.Expect(visit.Button($"Yes, add {typed} min")).ToBeVisibleAsync();
    }
}

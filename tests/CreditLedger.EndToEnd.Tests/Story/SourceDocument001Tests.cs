using System.Globalization;
using CreditLedger.Data.Identity;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>The guide to recording a benefit's use for one contact, step by step.</summary>
public sealed class SourceDocument001Tests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    private const string Description = "Banner at the spring fair";

    [Fact]
    public async Task Record_benefit_usage_individually()
    {
        var credit = await HeldCredit.FindAsync(site, BenefitKind.Uses);
        var left = await credit.BalanceAsync(site);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Staff);

        // The contact's overview, Benefit tracking, only what is still remaining.
        await visit.OpenMemberAsync(credit.Reference, credit.Member);
        var tracking = visit.Page.Locator("section[aria-labelledby=tracking]");
        await tracking.GetByText("Still remaining").ClickAsync();
        await visit.ArriveAsync("**/members/**");
        var row = tracking.Locator("tbody tr").Filter(new LocatorFilterOptions { HasText = credit.Benefit });
        await Assertions.Expect(row).ToHaveCountAsync(1);

        // The check mark; today and one are filled in; a description that the member may see.
        await row.GetByLabel($"Record usage of {credit.Benefit}").ClickAsync();
        await visit.ArriveAsync("**/usages/new**");
        await Assertions.Expect(visit.Page.Locator("#UsedOn"))
            .ToHaveValueAsync(Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await Assertions.Expect(visit.Page.Locator("#Quantity")).ToHaveValueAsync("1");
        await visit.Page.Locator("#Description").FillAsync(Description);
        await visit.Button("Yes, use 1 use").ClickAsync();

        // It is recorded, and seen under Remaining and in the history.
        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync($"1 use of {credit.Benefit} used");
        Assert.Equal(left - 1, await credit.BalanceAsync(site));
        await visit.GoAsync($"/members/{credit.MemberId}/benefits/history/items");
        await Assertions.Expect(visit.Page.Locator("main tbody tr").Filter(new LocatorFilterOptions { HasText = Description }))
            .ToHaveCountAsync(1);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task The_plus_opens_the_remaining_benefit_items_to_be_edited()
    {
        var credit = await HeldCredit.FindAsync(site, BenefitKind.Uses, skip: 1);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);
        await visit.OpenMemberAsync(credit.Reference, credit.Member);

        await visit.Page.Locator("section[aria-labelledby=tracking]")
            .GetByLabel($"Edit remaining benefit items: {credit.Benefit}").First.ClickAsync();

        await visit.ArriveAsync($"**/members/{credit.MemberId}/remaining**");
        await Assertions.Expect(visit.Page.Locator("h1, h2").Filter(new LocatorFilterOptions { HasText = "Edit remaining benefit items" }))
            .ToHaveCountAsync(1);
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync(credit.Benefit);
        await Assertions.Expect(visit.Link("Add a benefit")).ToBeVisibleAsync();
    }

    private DateOnly Today => site.Services.GetRequiredService<SiteZone>().DayOf(site.Services.GetRequiredService<TimeProvider>().Now());
}

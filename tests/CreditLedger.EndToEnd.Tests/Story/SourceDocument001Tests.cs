using System.Globalization;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
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

        // It is recorded, and seen under Remaining of the overview and in the history.
        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync($"1 use of {credit.Benefit} used");
        Assert.Equal(left - 1, await credit.BalanceAsync(site));
        await visit.OpenMemberAsync(credit.Reference, credit.Member);
        await Assertions.Expect(row.Locator("td strong")).ToHaveTextAsync(HeldCredit.Shown(BenefitKind.Uses, await RemainingAsync(credit)));
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

    [Fact]
    public async Task The_person_chooses_which_contacts_of_the_business_may_use_an_item()
    {
        await using var context = await site.ContextAsync();
        var now = site.Services.GetRequiredService<TimeProvider>().Now();
        var contact = await context.GroupMembers.Include(row => row.Member).Include(row => row.Group!.Owner)
            .Where(row => row.Group!.Kind == GroupKind.Business && row.Group.ArchivedAt == null && row.MayUse && row.EndsAt == null
                && row.Group.Owner!.Status == MemberStatus.Active && row.Member!.Status == MemberStatus.Active)
            .OrderBy(row => row.GroupId).ThenBy(row => row.MemberId).FirstAsync(Stop);
        var (group, owner) = (contact.Group!, contact.Group!.Owner!);
        var item = await context.Credits.Where(credit => credit.OwnerId == owner.Id && credit.Benefit!.Shared && credit.StartsAt <= now
                && credit.Balance!.Balance > 0 && !credit.Balance.Revoked
                && (credit.ExpiresAt == null || credit.ExpiresAt > now.AddDays(1)))
            .OrderBy(credit => credit.Id).Select(credit => new { credit.BenefitId, credit.Benefit!.Name }).FirstAsync(Stop);
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin);

        // What belongs to a business is tracked on the business's own page.
        await visit.OpenMemberAsync(owner.Reference, owner.Name);
        await visit.Page.Locator($"section[aria-labelledby=tracking] a[href^='/groups/{group.Id}/benefits/{item.BenefitId}']").ClickAsync();
        await visit.ArriveAsync($"**/groups/{group.Id}/benefits/{item.BenefitId}**");
        var row = visit.Page.Locator("main tbody tr").Filter(new LocatorFilterOptions { HasText = contact.Member!.Reference });

        // One contact may use this item, and nothing else of the business.
        await row.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Change" }).ClickAsync();
        await visit.ArriveAsync($"**/groups/{group.Id}/members/{contact.MemberId}**");
        await visit.Page.Locator("input[name=Right][value=named]").CheckAsync();
        await visit.Page.Locator($"input[name=Benefits][value='{item.BenefitId}']").CheckAsync();
        await visit.Button($"Yes, change what {contact.Member.Name} may use").ClickAsync();

        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync($"What {contact.Member.Name} may use was changed.");
        await visit.GoAsync($"/groups/{group.Id}/benefits/{item.BenefitId}");
        await Assertions.Expect(row.Locator("td").Nth(1)).ToHaveTextAsync("May use");
        await Assertions.Expect(row.Locator("td").Nth(2)).ToContainTextAsync(item.Name);
        Assert.Empty(visit.Offences);
    }

    // Of all credits of the benefit that are not over, as the overview sums them.
    private async Task<long> RemainingAsync(HeldCredit credit)
    {
        var now = site.Services.GetRequiredService<TimeProvider>().Now();
        await using var context = await site.ContextAsync();
        return await context.CreditBalances.Where(balance => balance.OwnerId == credit.MemberId && balance.BenefitId == credit.BenefitId
            && !balance.Revoked && balance.ExpiresAt > now).SumAsync(balance => balance.Balance, Stop);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateOnly Today => site.Services.GetRequiredService<SiteZone>().DayOf(site.Services.GetRequiredService<TimeProvider>().Now());
}

using System.Globalization;
using CreditLedger.Data.Model;
using CreditLedger.Data.Verification;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>A plan is built, assigned three months back and edited: the next month differs, the past does not (R25 to R27).</summary>
public sealed class SupplyStoryTests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_plan_assigned_three_months_back_shows_three_periods_and_a_rollover_and_an_edit_reaches_only_the_next(bool hasScript)
    {
        var member = await DropInAsync(skip: hasScript ? 0 : 1);
        var name = hasScript ? "Board Room Club" : "Board Room Club on paper";
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, new Device(HasScript: hasScript));
        await BuildAsync(visit, name);
        await AssignAsync(visit, member, name, hasScript);
        var granted = await SeeThreePeriodsAsync(visit, name);
        await EditAsync(visit, name, hasScript);
        await SeeTheNextMonthDifferAsync(visit, member, name, granted);
        Assert.Empty((await site.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
        Assert.Empty(visit.Offences);
    }

    private static async Task BuildAsync(Visit visit, string name)
    {
        await visit.GoAsync("/setup/plans/new");
        await visit.Page.Locator("#Name").FillAsync(name);
        await visit.Page.Locator("#Lines-0-Benefit").SelectOptionAsync(new SelectOptionValue { Label = "Meeting room time" });
        await visit.Page.Locator("#Lines-0-Amount").FillAsync("300");
        await visit.Page.Locator("#Lines-0-Period").SelectOptionAsync("Month");
        await visit.Page.Locator("#Lines-0-Rollover").SelectOptionAsync("rolls");
        await visit.Page.Locator("#Lines-0-RolloverMax").FillAsync("120");
        await visit.Button("Create the plan").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(name);
    }

    private async Task AssignAsync(Visit visit, Member member, string name, bool hasScript)
    {
        await visit.GoAsync($"/members/{member.Id}/activity");
        await visit.Link("Assign a plan").ClickAsync();
        await visit.ArriveAsync("**/memberships/new");
        await visit.Page.Locator("#StartsOn").FillAsync(StartsOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await visit.Page.Locator("#Plan").SelectOptionAsync(new SelectOptionValue { Label = name });
        if (!hasScript) await visit.Page.Locator("#effect button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#effect-sentence"))
            .ToContainTextAsync("issues 3 periods that have begun: 15 h of Meeting room time");
        await Assertions.Expect(visit.Page.Locator("#effect table tbody tr")).ToHaveCountAsync(4);
        await visit.Page.Locator("#effect button").ClickAsync();
        await visit.ArriveAsync($"**/members/{member.Id}/activity");
        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync("3 periods issued");
        await Assertions.Expect(visit.Page.Locator("main"))
            .ToContainTextAsync("grants 5 h of Meeting room time, 2 h roll over; 5 h expire unless used before");
    }

    private static async Task<string> SeeThreePeriodsAsync(Visit visit, string name)
    {
        await visit.Link(name).ClickAsync();
        await visit.ArriveAsync("**/memberships/*");
        var rows = visit.Page.Locator("section[aria-labelledby='granted'] tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(5);
        await Assertions.Expect(rows.Filter(new LocatorFilterOptions { HasText = "Granted" })).ToHaveCountAsync(3);
        await Assertions.Expect(rows.Filter(new LocatorFilterOptions { HasText = "Rolled over" })).ToHaveCountAsync(2);
        var granted = Visit.Fold(await visit.Page.Locator("section[aria-labelledby='granted']").InnerTextAsync());
        await rows.Filter(new LocatorFilterOptions { HasText = "Rolled over" }).First.GetByRole(AriaRole.Link).ClickAsync();
        await visit.ArriveAsync("**/credits/*");
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby='terms']")).ToContainTextAsync(name);
        await visit.Page.GoBackAsync();
        return granted;
    }

    private static async Task EditAsync(Visit visit, string name, bool hasScript)
    {
        await visit.GoAsync("/setup/plans?search=" + Uri.EscapeDataString(name));
        await visit.Link(name).First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(name);
        await visit.GoAsync(visit.Path + "/edit");
        await visit.Page.Locator("#Lines-0-Amount").FillAsync("450");
        if (!hasScript) await visit.Button("Continue").Last.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#effect")).ToContainTextAsync("7 h 30 min");
        await visit.Button("Yes, change the plan").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(name);
    }

    private static async Task SeeTheNextMonthDifferAsync(Visit visit, Member member, string name, string granted)
    {
        await visit.GoAsync($"/members/{member.Id}/activity");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("grants 7 h 30 min of Meeting room time, 2 h roll over");
        await visit.Link(name).ClickAsync();
        await visit.ArriveAsync("**/memberships/*");
        Assert.Equal(granted, Visit.Fold(await visit.Page.Locator("section[aria-labelledby='granted']").InnerTextAsync()));
    }

    // Three periods have begun, the fourth begins tomorrow or a little later.
    private DateOnly StartsOn => site.Services.GetRequiredService<SiteZone>().DayOf(site.Services.GetRequiredService<TimeProvider>().Now())
        .AddMonths(-3).AddDays(3);

    private async Task<Member> DropInAsync(int skip)
    {
        await using var context = await site.ContextAsync();
        return await context.Members.Where(member => member.Status == MemberStatus.Active && member.Kind == MemberKind.Person)
            .Where(member => member.MergedIntoId == null)
            .Where(member => !context.Memberships.Any(membership => membership.MemberId == member.Id))
            .OrderBy(member => member.Id).Skip(skip).FirstAsync(Stop);
    }
}

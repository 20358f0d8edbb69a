using System.Globalization;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>
/// The ten tasks of a receptionist's week, each from the dashboard to the notice, with the clicks that it takes. Typing is not counted, nor
/// is opening the command menu by its keys, or on a telephone the sidebar.
/// </summary>
public abstract class ReceptionistsWeekTests(Chromium chromium, DemoSite site, Device device) : IClassFixture<DemoSite>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private DateTime Now => site.Services.GetRequiredService<TimeProvider>().Now();

    [Fact]
    public async Task Goodwill_of_20_pounds_takes_3_clicks()
    {
        var credit = await HeldCredit.FindAsync(site, BenefitKind.Money, skip: 1);
        await using var visit = await StartAsync();
        var clicks = new Clicks(visit);

        await clicks.CommandAsync($"add credit {credit.Reference}", $"Add credit for {credit.Member}");
        await clicks.ChooseAsync("#Benefit", new SelectOptionValue { Value = Text(credit.BenefitId) });
        await visit.Page.Locator("#Amount").PressSequentiallyAsync("20");
        await visit.Page.Locator("#Description").FillAsync("Sorry about the noise");
        await clicks.ClickAsync(visit.Button("Yes, add £20.00"));

        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync("£20.00");
        Assert.Equal(3, clicks.Count);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task Why_it_is_0_takes_2_clicks()
    {
        var empty = await EmptyCredit.FindAsync(site, "");
        await using var visit = await StartAsync();
        var clicks = new Clicks(visit);

        await clicks.CommandAsync(empty.Member.Reference, empty.Member.Name);
        await clicks.ClickAsync(visit.Page.GetByLabel($"Why is it 0? {empty.Benefit}"));

        await visit.ArriveAsync("**/benefits/time/why**");
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=why] .statement").First).Not.ToBeEmptyAsync();
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=why] tr.sum-total").First).ToContainTextAsync("=");
        await Assertions.Expect(visit.Button("Copy").First).ToBeVisibleAsync();
        Assert.Equal(2, clicks.Count);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task A_double_charge_is_undone_from_the_history_in_3_clicks()
    {
        var credit = await HeldCredit.FindAsync(site, BenefitKind.Time, skip: 3);
        var before = await credit.BalanceAsync(site);
        var twice = await site.RunAsync(new UsageCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { MemberId = credit.MemberId, CreditId = credit.Id, Amount = 15, Description = "Charged twice" });
        await using var visit = await StartAsync();
        var clicks = new Clicks(visit);

        await clicks.CommandAsync(credit.Reference, $"Use history of {credit.Member}");
        await clicks.ClickAsync(visit.Page.GetByLabel($"Undo transaction {twice.PostingId}"));
        await visit.ArriveAsync("**/undo**");
        await clicks.ClickAsync(visit.Page.Locator("button[name=Confirmed]"));

        await Assertions.Expect(visit.Page.Locator(".notice")).ToBeVisibleAsync();
        Assert.Equal(before, await credit.BalanceAsync(site));
        Assert.Equal(3, clicks.Count);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task A_plans_credits_of_this_week_are_extended_by_7_days_in_6_clicks()
    {
        var (plan, ids) = await ExpiringOfAPlanAsync();
        await using var visit = await StartAsync();
        var clicks = new Clicks(visit);

        await clicks.PlaceAsync("Credits", "/credits");
        await clicks.ChooseAsync("select[name=plan]", new SelectOptionValue { Value = Text(plan) });
        await visit.Page.Locator("input[name=until]").FillAsync(Day(Today.AddDays(6)));
        await clicks.ClickAsync(visit.Button("Filter"));
        await visit.ArriveAsync("**/credits?**");
        await clicks.ClickAsync(visit.Page.Locator("input[name=all]"));
        await clicks.ClickAsync(visit.Button("Extend"));
        await visit.ArriveAsync("**/credits/many/extend?**");
        await visit.Page.Locator("#Days").PressSequentiallyAsync("7");
        await Assertions.Expect(visit.Page.Locator("#effect-sentence")).ToContainTextAsync("7 days");
        await clicks.ClickAsync(visit.Page.Locator("button[name=Confirmed]"));

        await Assertions.Expect(visit.Page.Locator(".notice").First).ToContainTextAsync("extended");
        await using var context = await site.ContextAsync();
        var (old, next) = (await context.Credits.SingleAsync(credit => credit.Id == ids[0], Stop),
            await context.Credits.SingleAsync(credit => credit.OriginCreditId == ids[0] && credit.Source == CreditSource.Extension, Stop));
        var zone = site.Services.GetRequiredService<SiteZone>();
        Assert.Equal(zone.LastUsable(old.ExpiresAt!.Value).Day.AddDays(7), zone.LastUsable(next.ExpiresAt!.Value).Day);
        Assert.Equal(6, clicks.Count);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task A_contact_is_added_to_a_business_in_3_clicks()
    {
        var credit = await HeldCredit.FindAsync(site, BenefitKind.Printing, skip: 4);
        await using var context = await site.ContextAsync();
        var group = await context.Groups.Where(one => one.Kind == GroupKind.Business && one.ArchivedAt == null
            && one.Members.All(member => member.MemberId != credit.MemberId)).OrderBy(one => one.SortName).FirstAsync(Stop);
        await using var visit = await StartAsync();
        var clicks = new Clicks(visit);

        await clicks.PlaceAsync("Teams and groups", "/groups");
        await clicks.ClickAsync(visit.Page.Locator($"main a[href^='/groups/{group.Id}?'], main a[href='/groups/{group.Id}']").First);
        await visit.ArriveAsync($"**/groups/{group.Id}**");
        await visit.Page.Locator("#Member").FillAsync(credit.Reference);
        await clicks.ClickAsync(visit.Button("Add"));

        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync($"{credit.Member} was added");
        Assert.Equal(3, clicks.Count);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task A_plan_with_300_minutes_and_rollover_takes_6_clicks()
    {
        await using var visit = await StartAsync();
        var clicks = new Clicks(visit);

        await clicks.PlaceAsync("Plans", "/setup/plans");
        await clicks.ClickAsync(visit.Link("New plan").First);
        await visit.ArriveAsync("**/setup/plans/new");
        await visit.Page.Locator("#Name").FillAsync("Meeting room 300");
        await clicks.ChooseAsync("#Lines-0-Benefit", new SelectOptionValue { Label = "Meeting room time" });
        await visit.Page.Locator("#Lines-0-Amount").FillAsync("300");
        await clicks.ChooseAsync("#Lines-0-Period", new SelectOptionValue { Value = "Month" });
        await clicks.ChooseAsync("#Lines-0-Rollover", new SelectOptionValue { Value = "rolls" });
        await clicks.ClickAsync(visit.Button("Create the plan"));

        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync("Meeting room 300");
        await Assertions.Expect(visit.Page.Locator("main")).ToContainTextAsync("5 h");
        Assert.Equal(6, clicks.Count);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task A_membership_is_ended_in_5_clicks()
    {
        await using var context = await site.ContextAsync();
        var membership = await context.Memberships.Include(one => one.Member).Include(one => one.Plan)
            .Where(one => one.EndsAt == null && one.Member!.Status == MemberStatus.Active
                && context.Memberships.Count(other => other.MemberId == one.MemberId) == 1)
            .OrderBy(one => one.Id).FirstAsync(Stop);
        await using var visit = await StartAsync();
        var clicks = new Clicks(visit);

        await clicks.CommandAsync(membership.Member!.Reference, membership.Member.Name);
        await clicks.ClickAsync(visit.Page.GetByLabel("Pages of this member").GetByText("Activity"));
        await visit.ArriveAsync("**/activity**");
        await clicks.ClickAsync(visit.Page.Locator(".membership summary").First);
        await clicks.ClickAsync(visit.Page.Locator(".membership").First
            .GetByText("End", new LocatorGetByTextOptions { Exact = true }));
        await visit.ArriveAsync($"**/memberships/{membership.Id}/end**");
        await clicks.ClickAsync(visit.Page.Locator("button[name=Confirmed]"));

        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync(membership.Plan!.Name);
        Assert.NotNull((await context.Memberships.AsNoTracking().SingleAsync(one => one.Id == membership.Id, Stop)).EndsAt);
        Assert.Equal(5, clicks.Count);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task Who_adjusted_what_last_week_takes_3_clicks()
    {
        var credit = await HeldCredit.FindAsync(site, BenefitKind.Money, skip: 2);
        var done = await site.RunAsync(new AdjustmentCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { CreditId = credit.Id, By = 500, Description = "Coffee machine was out" });
        await using var visit = await StartAsync();
        var clicks = new Clicks(visit);

        await clicks.PlaceAsync("Transactions", "/postings");
        await clicks.ClickAsync(visit.Link("Last 7 days").First);
        await visit.ArriveAsync("**days=7**");
        await clicks.ClickAsync(visit.Link("Adjustments").First);
        await visit.ArriveAsync("**kind=**");

        var row = visit.Page.Locator("main tbody tr").Filter(
            new LocatorFilterOptions { Has = visit.Page.Locator($"a[href^='/postings/{done.PostingId}']") });
        await Assertions.Expect(row).ToContainTextAsync(credit.Member);
        await Assertions.Expect(row).ToContainTextAsync("£5.00");
        await Assertions.Expect(row).ToContainTextAsync("@");
        Assert.Equal(3, clicks.Count);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task A_bulk_extension_is_undone_for_one_member_in_4_clicks()
    {
        var (first, second) = (await HeldCredit.FindAsync(site, BenefitKind.Printing, skip: 6),
            await HeldCredit.FindAsync(site, BenefitKind.Printing, skip: 9));
        Assert.NotEqual(first.MemberId, second.MemberId);
        var before = await first.BalanceAsync(site);
        var done = await site.RunAsync(new ExtensionCommand(Guid.NewGuid().ToString(), Actor.User(1))
        { CreditIds = [first.Id, second.Id], ExpiresAt = Now.AddDays(400) });
        await using var visit = await StartAsync();
        var clicks = new Clicks(visit);

        await clicks.PlaceAsync("Transactions", "/postings");
        await clicks.ClickAsync(visit.Page.Locator($"main a[href^='/postings/{done.PostingId}']").First);
        await visit.ArriveAsync($"**/postings/{done.PostingId}**");
        await clicks.ClickAsync(visit.Page.Locator($"main a[href*='/undo'][aria-label*='{first.Member}']").First);
        await visit.ArriveAsync("**/undo**");
        await clicks.ClickAsync(visit.Page.Locator("button[name=Confirmed]"));

        await Assertions.Expect(visit.Page.Locator(".notice")).ToBeVisibleAsync();
        Assert.Equal(before, await first.BalanceAsync(site));
        Assert.Equal(0, await second.BalanceAsync(site));
        Assert.Equal(4, clicks.Count);
        Assert.Empty(visit.Offences);
    }

    [Fact]
    public async Task A_transfer_to_a_colleague_takes_4_clicks()
    {
        var (credit, colleague) = (await HeldCredit.FindAsync(site, BenefitKind.Time, skip: 5),
            await HeldCredit.FindAsync(site, BenefitKind.Printing, skip: 12));
        Assert.NotEqual(credit.MemberId, colleague.MemberId);
        await using var visit = await StartAsync();
        var clicks = new Clicks(visit);

        await clicks.CommandAsync(credit.Reference, $"Benefits of {credit.Member}");
        await clicks.ClickAsync(visit.CardOf(credit).Locator(".credit-menu summary"));
        await clicks.ClickAsync(visit.CardOf(credit).GetByText("Transfer", new LocatorGetByTextOptions { Exact = true }));
        await visit.ArriveAsync("**/transfer**");
        await visit.Page.Locator("#Member").FillAsync(colleague.Reference);
        await Assertions.Expect(visit.Page.Locator("#effect-sentence")).ToContainTextAsync(colleague.Member);
        await clicks.ClickAsync(visit.Page.Locator("button[name=Confirmed]"));

        await Assertions.Expect(visit.Page.Locator(".notice")).ToContainTextAsync(colleague.Member);
        Assert.Equal(0, await credit.BalanceAsync(site));
        Assert.Equal(4, clicks.Count);
        Assert.Empty(visit.Offences);
    }

    private async Task<Visit> StartAsync()
    {
        var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, device);
        await visit.GoAsync("/");
        return visit;
    }

    private DateOnly Today => site.Services.GetRequiredService<SiteZone>().DayOf(Now);

    private async Task<(long Plan, List<long> Credits)> ExpiringOfAPlanAsync()
    {
        await using var context = await site.ContextAsync();
        var until = Now.AddDays(5);
        var expiring = await (
            from link in context.MembershipCredits
            join balance in context.CreditBalances on link.CreditId equals balance.CreditId
            where balance.Balance > 0 && balance.ExpiresAt > Now.AddHours(1) && balance.ExpiresAt <= until && !balance.Revoked
                && balance.StartsAt <= Now
            orderby link.CreditId
            select new { link.CreditId, link.Membership!.PlanId }).ToListAsync(Stop);
        var plan = expiring.GroupBy(one => one.PlanId).OrderBy(one => one.Count()).First();
        return (plan.Key, [.. plan.Select(one => one.CreditId)]);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>At the desk. A class and a site of its own for each device: what one does is not there for the other.</summary>
public sealed class DeskWeekTests(Chromium chromium, DemoSite site) : ReceptionistsWeekTests(chromium, site, new Device());

/// <summary>On the smallest telephone, in the dark.</summary>
public sealed class TelephoneWeekTests(Chromium chromium, DemoSite site) : ReceptionistsWeekTests(chromium, site, new Device(320, true));

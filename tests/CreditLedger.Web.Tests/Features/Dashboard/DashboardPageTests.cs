using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Features.Dashboard;
using CreditLedger.Web.Tests.Features.Supply;
using CreditLedger.Web.Tests.Site;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Tests.Features.Dashboard;

public sealed class DashboardPageTests(ReadingSpace space) : IClassFixture<ReadingSpace>
{
    private static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    [Fact]
    public async Task Shows_what_is_owed_used_about_to_expire_and_recorded_last()
    {
        var page = await (await space.AsAsync(UserRole.Staff)).GetAsync("/");
        var owed = page.TextsOf(".figures > div");
        Assert.Contains("Time 12 h on 2 credits", owed);
        Assert.Contains("Money €88.00 on 1 credit £100.00 on 1 credit", owed);
        Assert.True(page.Has(".figures a[href='/credits?kind=time']"));
        var used = page.TextOf("[aria-labelledby=used]");
        Assert.Contains("Time 4 h 0 min new", used, StringComparison.Ordinal);
        Assert.Contains("Money €12.00 €0.00 new", used, StringComparison.Ordinal);
        Assert.Contains("10 h on 1 credit", page.TextOf("[aria-labelledby=expiring]"), StringComparison.Ordinal);
        Assert.Contains("31 Dec 2025 Ada Brown", page.TextOf("[aria-labelledby=expiring] tbody tr"), StringComparison.Ordinal);
        Assert.Contains("Used: Coffee 119 by admin@space.example", page.TextOf("[aria-labelledby=latest] tbody tr"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/credits?kind=money&currency=gbp", "1 credit matches, holding £100.00")]
    [InlineData("/credits?kind=money&currency=eur", "1 credit matches, holding €88.00")]
    [InlineData("/credits?kind=time", "2 credits match, holding 12 h")]
    [InlineData("/credits?kind=time&within=30", "1 credit matches, holding 10 h")]
    [InlineData("/members?credit=none", "0 members match")]
    public async Task Each_figure_leads_to_what_it_counts(string path, string counted)
    {
        var staff = await space.AsAsync(UserRole.Staff);
        if (path.StartsWith("/credits", StringComparison.Ordinal)) Assert.True((await staff.GetAsync("/")).Has($"main a[href='{path}']"));
        Assert.Equal(counted, (await staff.GetAsync(path)).TextOf(".list-total"));
    }

    [Fact]
    public async Task Members_with_no_credit_left_are_as_many_as_the_list_of_them()
    {
        await using var site = new LedgerSpace();
        await site.InitializeAsync();
        foreach (var owner in new[] { "Ada Brown", "Ben Carr", "Cy Dee" })
            await site.AdjustAsync((await site.AddCreditAsync(BenefitKind.Time, 60, owner: owner)).Id, -60);
        await site.AddCreditAsync(BenefitKind.Time, 60, owner: "Dora Eve");
        var staff = await site.AsAsync(UserRole.Staff);
        var page = await staff.GetAsync("/");
        Assert.StartsWith("3 members have used up", page.TextOf("[aria-labelledby=zero] p"), StringComparison.Ordinal);
        var list = await staff.GetAsync(page.Html.QuerySelector("[aria-labelledby=zero] p a")!.GetAttribute("href")!);
        Assert.Equal("3 members match", list.TextOf(".list-total"));
        Assert.Equal(page.TextsOf("[aria-labelledby=zero] li a").Order(), list.TextsOf("tbody tr td:first-child a").Order());
    }

    [Fact]
    public async Task Of_a_transaction_it_says_who_and_what_else_it_changed()
    {
        await using var site = new LedgerSpace();
        await site.InitializeAsync();
        var until = site.Clock.GetUtcNow().UtcDateTime.AddDays(9);
        List<long> credits = [];
        for (var index = 0; index < 4; index++) credits.Add((await site.AddCreditAsync(BenefitKind.Time, 60, until)).Id);
        await site.RecordAsync(
            new ExtensionCommand("one", Actor.User(1)) { CreditIds = [credits[0]], ExpiresAt = until.AddDays(1) });
        await site.RecordAsync(new ExtensionCommand("many", Actor.User(1)) { CreditIds = credits[1..], ExpiresAt = until.AddDays(1) });
        var rows = (await (await site.AsAsync(UserRole.Staff)).GetAsync("/")).TextsOf("[aria-labelledby=latest] td:nth-child(3)");
        Assert.Equal(["Ada Brown and 2 more members", "Ada Brown and 1 more change", "Ada Brown"], rows.Take(3));
    }

    [Fact]
    public async Task What_expires_soon_says_where_it_came_from_and_can_be_extended_or_asked_for()
    {
        const string Row = "[aria-labelledby=expiring] tbody tr:first-child";
        var admin = await (await space.AsAsync(UserRole.Admin)).GetAsync("/");
        Assert.Equal("31 Dec 2025 Ada Brown Time credit Plan: Hub 10 10 h Extend", admin.TextOf(Row));
        Assert.True(admin.Has($"{Row} a[href='/credits/{space.DeskId}/extend']"));
        Assert.True(admin.Has("[aria-labelledby=expiring] a[href='/credits?within=30']"));

        var staff = await (await space.AsAsync(UserRole.Staff)).GetAsync("/");
        Assert.Equal("An admin can do this: you can ask", staff.Html.QuerySelector($"{Row} td:has(a[href$='/extend'])")!
            .GetAttribute("title"));
    }

    [Fact]
    public async Task A_new_site_is_guided_until_something_is_recorded()
    {
        await using var empty = new SiteFactory();
        var admin = await empty.SignInAsync(UserRole.Admin);
        var page = await admin.GetAsync("/");
        Assert.Equal("0 of 5 steps done.", page.TextOf("[aria-labelledby=guide] p"));
        Assert.Equal(
            ["/setup/settings", "/setup/services", "/setup/benefits", "/setup/plans", "/members/new"],
            page.Html.QuerySelectorAll("[aria-labelledby=guide] a").Select(link => link.GetAttribute("href")!));
        Assert.False(page.Has("[aria-labelledby=outstanding]"));

        var form = await admin.GetAsync("/members/new");
        await admin.PressAsync(await admin.PressAsync(form, "Continue", ("Name", "Ada Quinn")), "Yes, add");
        page = await admin.GetAsync("/");
        Assert.Equal("1 of 5 steps done.", page.TextOf("[aria-labelledby=guide] p"));
        Assert.Equal("Members Done.", page.TextOf("[aria-labelledby=guide] li:last-child"));

        // What one may not do is named, not linked.
        Assert.Equal(
            ["/members/new"],
            (await (await empty.SignInAsync(UserRole.Staff)).GetAsync("/")).Html.QuerySelectorAll("[aria-labelledby=guide] a")
                .Select(link => link.GetAttribute("href")!));
    }

    [Fact]
    public async Task A_line_that_was_set_aside_needs_a_person()
    {
        await using var site = new LedgerSpace();
        Assert.False((await (await site.AsAsync(UserRole.Staff)).GetAsync("/")).Has("[aria-labelledby=needs]"));
        var (member, plan) = (await site.AddMemberAsync("Ada Quinn"), await site.AddPlanAsync("Hub"));
        var admin = await site.AsAsync(UserRole.Admin);
        var form = await admin.PressAsync(await admin.GetAsync($"/members/{member}/memberships/new"), "Continue", ("Plan", plan));
        await admin.PressAsync(form, "Yes, assign");
        await site.ReadAsync(db => db.MembershipLines.ExecuteUpdateAsync(
            row => row.SetProperty(line => line.SetAsideAt, new DateTime(2025, 12, 11, 3, 0, 0, DateTimeKind.Utc))
                .SetProperty(line => line.SetAsideReason, "The benefit is archived."), TestContext.Current.CancellationToken));

        var needs = (await (await site.AsAsync(UserRole.Staff)).GetAsync("/")).TextOf("[aria-labelledby=needs] li");
        Assert.Contains("Ada Quinn, Hub: Time credit could not be granted. The benefit is archived.", needs, StringComparison.Ordinal);
        Assert.Contains("last tried on 11 Dec 2025", needs, StringComparison.Ordinal);
        var list = await (await site.AsAsync(UserRole.Staff)).GetAsync("/members?credit=refused");
        Assert.Equal(["Ada Quinn"], list.TextsOf("tbody tr td:first-child a"));
        Assert.Equal("A credit could not be granted", list.TextOf(".filter-chips .filter-chip").TrimEnd('×', ' '));
    }

    [Theory]
    [InlineData("2025-12-12T12:00:00Z", "2025-12-01T00:00:00Z", "2025-11-01T00:00:00Z", "2025-11-12T12:00:00Z")]
    [InlineData("2026-03-31T12:00:00Z", "2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-02-28T23:59:59.999Z")]
    [InlineData("2025-04-02T10:00:00Z", "2025-03-31T23:00:00Z", "2025-03-01T00:00:00Z", "2025-03-02T11:00:00Z")]
    public void This_month_is_compared_with_the_same_stretch_of_the_last(string now, string month, string lastMonth, string lastEnd)
    {
        static DateTime At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
        var spans = DashboardController.Spans(At(now), London);
        Assert.Equal((At(month), At(lastMonth), At(lastEnd)), (spans.MonthStart, spans.LastMonthStart, spans.LastMonthEnd));
    }
}

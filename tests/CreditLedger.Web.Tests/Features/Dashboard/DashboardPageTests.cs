using CreditLedger.Data.Identity;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Features.Dashboard;
using CreditLedger.Web.Tests.Site;

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
        Assert.Contains("Money £100.00 on 1 credit", owed);
        Assert.Contains("Money €88.00 on 1 credit", owed);
        var used = page.TextOf("[aria-labelledby=used]");
        Assert.Contains("Time 4 h 0 min new", used, StringComparison.Ordinal);
        Assert.Contains("Money €12.00 €0.00 new", used, StringComparison.Ordinal);
        Assert.Contains("10 h on 1 credit", page.TextOf("[aria-labelledby=expiring]"), StringComparison.Ordinal);
        Assert.Contains("31 Dec 2025 Ada Brown", page.TextOf("[aria-labelledby=expiring] tbody tr"), StringComparison.Ordinal);
        Assert.Contains("Used: Coffee 119 by admin@space.example", page.TextOf("[aria-labelledby=latest] tbody tr"),
            StringComparison.Ordinal);
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
    public async Task An_empty_space_is_told_as_such()
    {
        await using var empty = new SiteFactory();
        var page = await (await empty.SignInAsync(UserRole.Staff)).GetAsync("/");
        Assert.Contains("The space is empty.", page.TextOf(".empty-state"), StringComparison.Ordinal);
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

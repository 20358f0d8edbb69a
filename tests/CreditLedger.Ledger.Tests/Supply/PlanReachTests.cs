using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>Whom an edit of a plan reaches, and when first (R27).</summary>
public sealed class PlanReachTests
{
    private static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));
    private static readonly DateTime Edit = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);

    private static RunningMemberships From(int year, int month, int day, int count = 1, DateTime? endsAt = null) => new(
        new DateOnly(year, month, day), endsAt, count);

    private static string Reach(Period period, params RunningMemberships[] running)
    {
        var reach = PlanReach.Of(running, period, Edit, London);
        return $"{reach.Memberships} from {(reach.First is { } first ? London.DayOf(first).ToString("yyyy-MM-dd", null) : "never")}";
    }

    [Fact]
    public void Each_membership_follows_from_its_own_next_period()
    {
        Assert.Equal("7 from 2026-03-31", Reach(Period.Month, From(2026, 1, 31, 3), From(2025, 12, 10, 4)));
        Assert.Equal("1 from 2026-03-16", Reach(Period.Day, From(2026, 1, 31)));
        Assert.Equal("1 from 2026-03-21", Reach(Period.Week, From(2026, 1, 31)));
        Assert.Equal("1 from 2026-04-30", Reach(Period.Quarter, From(2026, 1, 31)));
        Assert.Equal("1 from 2027-01-31", Reach(Period.Year, From(2026, 1, 31)));
    }

    [Fact]
    public void One_that_begins_later_follows_from_its_first_day() =>
        Assert.Equal("1 from 2026-06-01", Reach(Period.Month, From(2026, 6, 1)));

    [Fact]
    public void One_that_ends_before_its_next_period_is_not_reached()
    {
        Assert.Equal("0 from never", Reach(Period.Month, From(2026, 1, 31, 2, London.StartOf(new DateOnly(2026, 3, 31)))));
        Assert.Equal("2 from 2026-03-31", Reach(Period.Month, From(2026, 1, 31, 2, London.EndOf(new DateOnly(2026, 3, 31)))));
        Assert.Equal("0 from never", Reach(Period.Month));
    }

    [Fact]
    public void A_period_that_starts_at_the_moment_of_the_edit_follows_it()
    {
        var start = London.StartOf(new DateOnly(2026, 3, 31));
        Assert.Equal(start, PlanReach.Of([From(2026, 1, 31)], Period.Month, start, London).First);
        Assert.Equal(London.StartOf(new DateOnly(2026, 4, 30)),
            PlanReach.Of([From(2026, 1, 31)], Period.Month, start.AddMilliseconds(1), London).First);
    }

    // What is promised is what will be issued: the schedule of a membership whose line is given new terms now changes with that very
    // period.
    [Fact]
    public void It_names_the_period_in_which_the_schedule_changes()
    {
        var zones = new[] { "Europe/London", "America/New_York", "Pacific/Auckland",
            "America/Sao_Paulo" }.Select(id => new SiteZone(TimeZoneInfo.FindSystemTimeZoneById(id))).ToArray();
        var cases =
            from zone in Gen.Elements(zones)
            from period in Gen.Elements(Period.Day, Period.Week, Period.Month, Period.Quarter, Period.Year)
            from start in Gen.Choose(-800, 60)
            from minute in Gen.Choose(-600_000, 600_000)
            select (zone, period, Anchor: new DateOnly(2026, 3, 31).AddDays(start), At: Edit.AddMinutes(minute));

        Seeded.Check(cases, one =>
        {
            var reach = PlanReach.Of([new RunningMemberships(one.Anchor, null, 1)], one.period, one.At, one.zone);
            var schedule = new LineSchedule(one.Anchor, one.period,
                [new LineTerms(new DateTime(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc), 1, null), new LineTerms(one.At, 2, null)],
                null, one.zone);
            var period = schedule.NextGranted(0)!;
            while (period.Terms.Amount == 1) period = schedule.NextGranted(period.Number + 1)!;
            Assert.Equal(period.StartsAt, reach.First);
        }, count: 200);
    }
}

using System.Globalization;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Supply;

public sealed class LineScheduleTests
{
    private static readonly SiteZone London = Zone("Europe/London");

    [Fact]
    public void A_change_holds_from_the_next_period_on()
    {
        var schedule = Schedule("2026-01-31", Period.Month, London, null, ("1753-01-01", 600), ("2026-03-15", 300));
        Assert.Equal([("2026-01-31", 600L), ("2026-02-28", 600), ("2026-03-31", 300), ("2026-04-30", 300)], First(schedule, 4));
    }

    [Fact]
    public void A_line_that_was_added_starts_with_the_next_period_and_a_line_that_was_ended_stops_with_it()
    {
        Assert.Equal([("2026-04-01", 60L), ("2026-05-01", 60)],
            First(Schedule("2026-01-01", Period.Month, London, null, ("2026-03-15", 60)), 2));
        Assert.Equal([("2026-01-01", 60L), ("2026-02-01", 60), ("2026-03-01", 60)],
            First(Schedule("2026-01-01", Period.Month, London, null, ("1753-01-01", 60), ("2026-03-15", 0)), 9));
    }

    [Fact]
    public void A_line_that_rests_comes_back_with_later_terms() =>
        Assert.Equal(
            [("2026-01-01", 60L), ("2026-02-01", 60), ("2026-06-01", 45)],
            First(Schedule("2026-01-01", Period.Month, London, null, ("1753-01-01", 60), ("2026-02-15", 0), ("2026-05-20", 45)), 3));

    [Fact]
    public void Terms_of_the_very_moment_a_period_starts_hold_for_it() =>
        Assert.Equal([("2026-01-01", 1L), ("2026-01-02", 2)],
            First(Schedule("2026-01-01", Period.Day, London, null, ("1753-01-01", 1), ("2026-01-02", 2)), 2));

    [Theory]
    [InlineData("2026-03-31T23:00Z", 3)]
    [InlineData("2026-03-31T23:00:00.001Z", 4)]
    public void No_period_starts_at_or_after_the_end(string end, int periods)
    {
        // 1 April begins at 23:00 UTC in London's summer.
        var endsAt = DateTime.Parse(end, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        Assert.Equal(periods, First(Schedule("2026-01-01", Period.Month, London, endsAt, ("1753-01-01", 60)), 10).Count);
    }

    [Theory]
    [InlineData("Europe/London", "2026-03-29", 23)]
    [InlineData("Europe/London", "2026-10-25", 25)]
    [InlineData("Africa/Cairo", "2024-04-26", 23)]
    public void A_daily_credit_lives_as_long_as_its_local_day(string zone, string day, double hours)
    {
        var period = Schedule(day, Period.Day, Zone(zone), null, ("1753-01-01", 60)).NextGranted(0)!;
        Assert.Equal(hours, (period.EndsAt - period.StartsAt).TotalHours);
    }

    [Fact]
    public void A_local_day_that_never_was_grants_nothing() =>
        Assert.Equal(
            [("2011-12-29", 60L), ("2011-12-31", 60), ("2012-01-01", 60)],
            First(Schedule("2011-12-29", Period.Day, Zone("Pacific/Apia"), null, ("1753-01-01", 60)), 3));

    [Fact]
    public void A_daily_line_added_after_years_finds_its_first_day_at_once()
    {
        var period = Schedule("1990-01-01", Period.Day, London, null, ("2026-03-15T10:00Z", 60)).NextGranted(0)!;
        Assert.Equal(new DateOnly(2026, 3, 16), period.FirstDay);
    }

    [Fact]
    public void A_membership_ends_at_the_end_of_the_period_that_runs()
    {
        var schedule = Schedule("2026-01-31", Period.Month, London, null, ("1753-01-01", 60));
        Assert.Equal(London.StartOf(new DateOnly(2026, 3, 31)),
            schedule.EndOfPeriodAt(new DateTime(2026, 3, 15, 0, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(London.StartOf(new DateOnly(2026, 2, 28)),
            schedule.EndOfPeriodAt(new DateTime(2025, 6, 1, 0, 0, 0, DateTimeKind.Utc)));
    }

    private static List<(string FirstDay, long Amount)> First(LineSchedule schedule, int count)
    {
        var found = new List<(string, long)>();
        for (var number = 0; found.Count < count && schedule.NextGranted(number) is { } period; number = period.Number + 1)
            found.Add((period.FirstDay.ToString("O", CultureInfo.InvariantCulture), period.Terms.Amount));
        return found;
    }

    private static LineSchedule Schedule(string anchor, Period period, SiteZone zone, DateTime? endsAt,
        params (string From, long Amount)[] terms) => new(
        DateOnly.Parse(anchor, CultureInfo.InvariantCulture), period,
        terms.Select(
            row => new LineTerms(DateTime.Parse(row.From, CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal), row.Amount, null)),
        endsAt, zone);

    private static SiteZone Zone(string id) => new(TimeZoneInfo.FindSystemTimeZoneById(id));
}

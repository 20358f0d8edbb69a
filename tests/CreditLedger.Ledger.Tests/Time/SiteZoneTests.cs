using System.Globalization;
using CreditLedger.Ledger.Time;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Time;

public sealed class SiteZoneTests
{
    [Theory]
    [InlineData("2026-02-01T00:00:00", "2026-01-31", null)]
    [InlineData("2026-01-31T23:59:00", "2026-01-31", null)]
    [InlineData("2026-01-31T23:58:59", "2026-01-31", "23:58:59")]
    [InlineData("2026-02-01T00:00:00.001", "2026-02-01", "00:00:00.001")]
    [InlineData("2026-06-30T23:00:00", "2026-06-30", null)]
    [InlineData("2026-06-30T13:00:00", "2026-06-30", "14:00")]
    public void An_end_is_said_as_the_last_usable_day_and_another_moment_with_its_time(
        string end, string day, string? time) => Assert.Equal(
        (DateOnly.Parse(day, CultureInfo.InvariantCulture),
            time is null ? (TimeOnly?)null : TimeOnly.Parse(time, CultureInfo.InvariantCulture)),
        new SiteZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).LastUsable(
            DateTime.Parse(end, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)));

    [Theory]
    [InlineData("Europe/London", "2026-01-15", 24)]
    [InlineData("Europe/London", "2026-03-29", 23)]
    [InlineData("Europe/London", "2026-10-25", 25)]
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("America/New_York", "2026-11-01", 25)]
    [InlineData("Australia/Lord_Howe", "2026-10-04", 23.5)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("America/Sao_Paulo", "2018-11-04", 23)]
    [InlineData("America/Sao_Paulo", "2018-02-17", 25)]
    [InlineData("Africa/Cairo", "2024-04-26", 23)]
    [InlineData("Africa/Cairo", "2024-10-31", 25)]
    [InlineData("Asia/Beirut", "2024-03-31", 23)]
    [InlineData("Asia/Beirut", "2024-10-26", 25)]
    [InlineData("America/Asuncion", "2020-10-04", 23)]
    [InlineData("Asia/Amman", "2020-03-27", 23)]
    [InlineData("America/Havana", "2024-03-10", 23)]
    [InlineData("Atlantic/Azores", "2024-10-27", 25)]
    [InlineData("Pacific/Apia", "2011-12-30", 0)]
    [InlineData("Asia/Kathmandu", "2026-06-01", 24)]
    public void A_day_has_as_many_hours_as_its_clocks_show(string zone, string day, double hours)
    {
        var site = Site(zone);
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);
        Assert.Equal(hours, (site.EndOf(date) - site.StartOf(date)).TotalHours);
    }

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00Z")]
    [InlineData("Africa/Cairo", "2024-04-26", "2024-04-25T22:00Z")]
    [InlineData("Asia/Beirut", "2024-03-31", "2024-03-30T22:00Z")]
    [InlineData("America/Asuncion", "2020-10-04", "2020-10-04T04:00Z")]
    public void Where_midnight_is_skipped_the_day_starts_with_the_first_moment_that_exists(string zone, string day, string start)
    {
        var site = Site(zone);
        var date = DateOnly.Parse(day, CultureInfo.InvariantCulture);

        Assert.Equal(At(start), site.StartOf(date));
        Assert.Equal(date, site.DayOf(site.StartOf(date)));
        Assert.Equal(date.AddDays(-1), site.DayOf(site.StartOf(date).AddMilliseconds(-1)));
    }

    [Theory]
    [InlineData("Europe/London", "2026-10-25T01:30", "2026-10-25T00:30Z")] // shown twice: the first
    [InlineData("Europe/London", "2026-03-29T01:30", "2026-03-29T01:00Z")] // never shown: the moment of the change
    [InlineData("Europe/London", "2026-03-29T00:59:59.999", "2026-03-29T00:59:59.999Z")]
    [InlineData("Europe/London", "2026-03-29T02:00", "2026-03-29T01:00Z")]
    [InlineData("Europe/London", "2026-07-01T12:00", "2026-07-01T11:00Z")]
    [InlineData("America/Sao_Paulo", "2018-02-17T23:30", "2018-02-18T01:30Z")] // shown twice around midnight: the first
    [InlineData("Atlantic/Azores", "2024-10-27T00:30", "2024-10-27T00:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30Z")]
    [InlineData("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00Z")] // a whole day never shown
    public void A_local_time_means_one_instant(string zone, string local, string instant) =>
        Assert.Equal(At(instant), Site(zone).ToInstant(DateTime.Parse(local, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("Pacific/Auckland")]
    [InlineData("America/Los_Angeles")]
    [InlineData("UTC")]
    public void The_ends_of_the_calendar_are_no_trap(string zone)
    {
        var site = Site(zone);

        Assert.InRange(site.StartOf(DateOnly.MinValue), DateTime.MinValue, DateTime.MinValue.AddDays(1));
        Assert.InRange(site.EndOf(DateOnly.MaxValue), Instants.Latest.AddDays(-1), Instants.Latest);
        Assert.InRange(site.StartOf(DateOnly.MaxValue), Instants.Latest.AddDays(-2), Instants.Latest);
        site.DayOf(DateTime.MinValue);
        site.DayOf(Instants.Latest);
    }

    public static TheoryData<string> Zones =>
    [
        "UTC", "Europe/London", "Europe/Dublin", "Europe/Berlin", "Europe/Istanbul", "Europe/Chisinau", "America/New_York",
        "America/Los_Angeles", "America/St_Johns",
        "America/Santiago", "America/Asuncion", "America/Havana", "America/Sao_Paulo", "America/Nuuk", "America/Scoresbysund",
        "America/Phoenix", "America/Coyhaique",
        "Africa/Cairo", "Africa/Casablanca", "Asia/Beirut", "Asia/Gaza", "Asia/Amman", "Asia/Damascus", "Asia/Tehran",
        "Asia/Jerusalem", "Asia/Kolkata",
        "Asia/Kathmandu", "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe", "Australia/Eucla", "Pacific/Auckland",
        "Pacific/Chatham", "Pacific/Apia",
        "Pacific/Norfolk", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Atlantic/Azores", "Antarctica/Troll",
    ];

    [Theory]
    [MemberData(nameof(Zones))]
    public void Every_day_from_2020_to_2040_starts_where_the_one_before_it_ends(string zone)
    {
        var site = Site(zone);
        var end = site.StartOf(new DateOnly(2020, 1, 1));
        for (var day = new DateOnly(2020, 1, 1); day.Year <= 2040; day = day.AddDays(1))
        {
            var start = site.StartOf(day);
            Assert.Equal(end, start);
            Assert.Equal(day, site.DayOf(start));
            Assert.Equal(day.AddDays(-1), site.DayOf(start.AddMilliseconds(-1)));
            end = site.EndOf(day);
            Assert.InRange((end - start).TotalHours, 22, 26);
        }
    }

    [Fact]
    public void An_instant_shown_as_local_time_leads_back_to_itself_or_to_the_first_that_is_shown_so() =>
        Seeded.Check(Gen.Zip(Gen.Choose(0, 11_000_000), Gen.Elements<string>(Zones.Select(row => row.Data))), pair =>
        {
            var site = Site(pair.Item2);
            var instant = At("2020-01-01T00:00Z").AddMinutes(pair.Item1);
            var local = site.ToLocal(instant);
            var again = site.ToInstant(local);
            Assert.Equal(local, site.ToLocal(again));
            Assert.InRange((instant - again).TotalHours, 0, 3);
        }, count: 3000);

    private static SiteZone Site(string zone) => new(TimeZoneInfo.FindSystemTimeZoneById(zone));

    private static DateTime At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture).UtcDateTime;
}

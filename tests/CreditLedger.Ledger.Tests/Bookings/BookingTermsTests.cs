using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Bookings;

/// <summary>What services say about bookings: opening hours, closed days, cancellation policies and rates.</summary>
public sealed class BookingTermsTests
{
    private static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    [Theory]
    [InlineData("Mon-Fri 08:00-20:00", "Mon-Fri 08:00-20:00")]
    [InlineData(" mon – fri  8:00 - 20:00 ", "Mon-Fri 08:00-20:00")]
    [InlineData("Sat,Sun 09:00-24:00", "Sat-Sun 09:00-24:00")]
    [InlineData("Fri-Mon 10:00-11:00", "Mon,Fri-Sun 10:00-11:00")]
    [InlineData("daily 00:00-24:00", "Daily 00:00-24:00")]
    [InlineData("Monday 08:00-12:00\r\nMonday 13:00-17:00", "Mon 08:00-12:00\nMon 13:00-17:00")]
    public void Opening_hours_are_read_as_people_write_them(string typed, string stored)
    {
        var (windows, wrong) = OpeningHours.ReadHours(typed);
        Assert.Null(wrong);
        Assert.Equal(stored, OpeningHours.Text(windows!));
        Assert.Equal(stored, OpeningHours.Text(OpeningHours.ReadHours(stored).Windows!));
    }

    [Theory]
    [InlineData("08:00-20:00")]
    [InlineData("Mon 20:00-08:00")]
    [InlineData("Mon 08:00-25:00")]
    [InlineData("Mon 08:75-09:00")]
    [InlineData("Mo 08:00-09:00")]
    [InlineData("Mon 08:00-12:00\nMon-Fri 11:00-13:00")]
    [InlineData("Mon-Tue-Wed 08:00-12:00")]
    public void What_are_no_opening_hours_is_refused(string typed) => Assert.NotNull(OpeningHours.ReadHours(typed).Wrong);

    [Theory]
    [InlineData("2026-12-25", "2026-12-25")]
    [InlineData("24 Dec 2026 to 2026-12-26", "2026-12-24 to 2026-12-26")]
    public void Closed_days_are_read(string typed, string stored) =>
        Assert.Equal(stored, OpeningHours.Text(OpeningHours.ReadClosed(typed).Days!));

    [Theory]
    [InlineData("25.12.2026")]
    [InlineData("2026-12-26 to 2026-12-24")]
    public void What_is_no_closed_day_is_refused(string typed) => Assert.NotNull(OpeningHours.ReadClosed(typed).Wrong);

    [Theory]
    [InlineData("2026-11-27T08:00", "2026-11-27T20:00", null)] // A Friday.
    [InlineData("2026-11-27T07:45", "2026-11-27T09:00", "On 27 Nov 2026 it is open Mon-Fri 08:00-20:00.")]
    [InlineData("2026-11-27T19:00", "2026-11-27T20:15", "On 27 Nov 2026 it is open Mon-Fri 08:00-20:00.")]
    [InlineData("2026-11-28T10:00", "2026-11-28T11:00", "It is closed on 28 Nov 2026.")]
    [InlineData("2026-12-25T10:00", "2026-12-25T11:00", "It is closed on 25 Dec 2026.")]
    [InlineData("2026-11-26T19:00", "2026-11-27T09:00", "On 26 Nov 2026 it is open Mon-Fri 08:00-20:00.")]
    public void A_booking_lies_within_the_opening_hours(string from, string until, string? refusal)
    {
        var hours = OpeningHours.Of("Mon-Fri 08:00-20:00", "2026-12-25");
        Assert.Equal(refusal, hours.Refuse(At(from), At(until), London)?.Message);
    }

    [Fact]
    public void Windows_that_meet_are_open_over_midnight()
    {
        var hours = OpeningHours.Of("Daily 00:00-12:00\nDaily 12:00-24:00", null);
        Assert.Null(hours.Refuse(At("2026-11-27T11:00"), At("2026-11-28T13:00"), London));
    }

    [Theory]
    [InlineData("48 h: 100 %\n24 h: 50 %\n2: 10", "48 h: 100 %\n24 h: 50 %\n2 h: 10 %")]
    [InlineData("24 h: 50 %\n48 hours: 100", "48 h: 100 %\n24 h: 50 %")]
    public void A_policy_is_read(string typed, string stored) => Assert.Equal(stored, CancellationPolicy.Read(typed).Policy!.Text);

    [Theory]
    [InlineData("48 h: 50 %\n24 h: 100 %")]
    [InlineData("48 h: 50 %\n24 h: 50 %")]
    [InlineData("24 h: 50 %\n24 h: 20 %")]
    [InlineData("24 h: 101 %")]
    [InlineData("soon: 50 %")]
    public void A_policy_that_contradicts_itself_or_cannot_be_read_is_refused(string typed) =>
        Assert.NotNull(CancellationPolicy.Read(typed).Wrong);

    [Theory]
    [InlineData(48 * 60, 100)]
    [InlineData((48 * 60) - 1, 50)]
    [InlineData(24 * 60, 50)]
    [InlineData((24 * 60) - 1, 0)]
    [InlineData(0, 0)]
    [InlineData(-10, 0)]
    public void A_step_holds_up_to_its_hours_before_the_start(int minutesBefore, int percent)
    {
        var startsAt = At("2026-11-27T10:00");
        Assert.Equal(percent, CancellationPolicy.Of("48 h: 100 %\n24 h: 50 %").PercentAt(startsAt, startsAt.AddMinutes(-minutesBefore)));
    }

    [Fact]
    public void Without_a_policy_everything_comes_back_until_the_start()
    {
        var startsAt = At("2026-11-27T10:00");
        Assert.Equal((100, 0), (CancellationPolicy.Of(null).PercentAt(startsAt, startsAt.AddMilliseconds(-1)),
            CancellationPolicy.Of(null).PercentAt(startsAt, startsAt)));
    }

    [Theory]
    [InlineData("2026-11-27T10:00", "2026-11-27T12:00", 4)] // Two hours before the peak.
    [InlineData("2026-11-27T11:00", "2026-11-27T13:00", 5)] // One before it, one in it.
    [InlineData("2026-11-27T11:30", "2026-11-27T12:45", 5)] // Two that are started, the second in the peak.
    [InlineData("2026-11-27T12:00", "2026-11-27T12:01", 3)] // One that is started counts whole.
    public void A_started_interval_counts_whole_at_the_rate_of_its_start(string from, string until, long amount)
    {
        var rates = new ServiceRates([Rate(1, 0, 720, 2), Rate(2, 720, 1440, 3)]);
        Assert.Equal(amount, rates.Price(7, At(from), At(until), 60, London).Amount);
    }

    [Fact]
    public void An_hour_that_the_clocks_repeat_is_paid_for_and_one_that_they_skip_is_not()
    {
        var rates = new ServiceRates([Rate(1, 0, 1440, 1)]);
        Assert.Equal(4, rates.Price(7, At("2026-10-25T00:00"), At("2026-10-25T03:00"), 60, London).Amount);
        Assert.Equal(2, rates.Price(7, At("2026-03-29T00:00"), At("2026-03-29T03:00"), 60, London).Amount);
    }

    [Fact]
    public void Rates_have_no_gap_and_no_overlap_while_the_service_is_open()
    {
        var hours = OpeningHours.Of("Mon-Fri 08:00-20:00", null);
        Assert.Empty(ServiceRates.Refuse([Rate(1, 480, 1200, 2)], hours, Name));
        Assert.Empty(ServiceRates.Refuse([Rate(1, 0, 720, 2), Rate(2, 720, 1440, 3)], hours, Name));
        Assert.Contains("no rate", ServiceRates.Refuse([Rate(1, 480, 720, 2), Rate(2, 780, 1200, 3)], hours, Name).Single().Message,
            StringComparison.Ordinal);
        Assert.Contains("two rates", ServiceRates.Refuse([Rate(1, 480, 1200, 2), Rate(2, 600, 660, 3)], hours, Name).Single().Message,
            StringComparison.Ordinal);
        Assert.NotEmpty(ServiceRates.Refuse([Rate(1, 480, 1200, 0)], hours, Name));
        Assert.NotEmpty(ServiceRates.Refuse([Rate(1, 480, 1200, 2)], hours, _ => null));
        Assert.NotEmpty(ServiceRates.Refuse([Rate(1, 480, 1200, 2)], OpeningHours.Of(null, null), Name));

        static string? Name(long id) => "Room credits";
    }

    private static ServiceRateRow Rate(int position, int from, int to, int units) => new()
    {
        ServiceId = 1,
        Position = position,
        Days = WeekWindow.EveryDay,
        FromMinute = from,
        ToMinute = to,
        BenefitId = 7,
        Units = units,
    };

    private static DateTime At(string local) => London.ToInstant(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture));
}

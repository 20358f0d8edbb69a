using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Supply;

public sealed class SupplyForecastTests
{
    private static readonly SiteZone London = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"));

    [Fact]
    public void Says_period_by_period_what_is_granted_rolls_over_and_expires()
    {
        var schedule = new LineSchedule(new DateOnly(2026, 9, 1), Period.Month,
            [new LineTerms(DateTime.MinValue, 300, new RolloverRule(0, 120))], null, London);
        var forecast = SupplyForecast.Of(schedule, 0, null).Take(3)
            .Select(row => (row.Period.Terms.Amount, row.RolledOver, row.ToppedUp, row.Expired));
        Assert.Equal([(300L, 0L, 0L, 0L), (300, 120, 0, 180), (300, 120, 0, 300)], forecast);
    }

    [Fact]
    public void Begins_with_what_remains_now()
    {
        var schedule = new LineSchedule(new DateOnly(2026, 9, 1), Period.Month,
            [new LineTerms(DateTime.MinValue, 300, new RolloverRule(60, 120))], null, London);
        var next = SupplyForecast.Of(schedule, 3, 15).First();
        Assert.Equal((new DateOnly(2026, 12, 1), 15L, 45L, 0L), (next.Period.FirstDay, next.RolledOver, next.ToppedUp, next.Expired));
    }

    [Fact]
    public void A_pause_of_the_line_leaves_nothing_to_roll_over()
    {
        LineTerms[] terms =
        [
            new(DateTime.MinValue, 300, new RolloverRule(60, 120)), new(new DateTime(2026, 9, 15, 0, 0, 0, DateTimeKind.Utc), 0, null),
            new(new DateTime(2026, 10, 15, 0, 0, 0, DateTimeKind.Utc), 300, new RolloverRule(60, 120)),
        ];
        var forecast = SupplyForecast.Of(new LineSchedule(new DateOnly(2026, 9, 1), Period.Month, terms, null, London), 0, null)
            .Take(2).ToList();
        Assert.Equal([(0, 0L), (2, 0)], forecast.Select(row => (row.Period.Number, row.RolledOver + row.ToppedUp)));
    }
}

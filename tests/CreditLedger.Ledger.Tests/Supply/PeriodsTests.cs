using System.Globalization;
using CreditLedger.Ledger.Supply;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Supply;

public sealed class PeriodsTests
{
    [Theory]
    [InlineData("2026-01-31", Period.Month, "2026-01-31 2026-02-28 2026-03-31 2026-04-30")]
    [InlineData("2028-01-31", Period.Month, "2028-01-31 2028-02-29 2028-03-31 2028-04-30")]
    [InlineData("2026-01-30", Period.Month, "2026-01-30 2026-02-28 2026-03-30 2026-04-30")]
    [InlineData("2026-01-29", Period.Month, "2026-01-29 2026-02-28 2026-03-29 2026-04-29")]
    [InlineData("2028-02-29", Period.Year, "2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-29")]
    [InlineData("2026-11-30", Period.Quarter, "2026-11-30 2027-02-28 2027-05-30 2027-08-30")]
    [InlineData("2026-12-28", Period.Week, "2026-12-28 2027-01-04 2027-01-11")]
    [InlineData("2028-02-28", Period.Day, "2028-02-28 2028-02-29 2028-03-01")]
    public void Periods_begin_on(string anchor, Period period, string days)
    {
        var first = DateOnly.Parse(anchor, CultureInfo.InvariantCulture);
        var expected = days.Split(' ');
        Assert.Equal(expected, Enumerable.Range(0, expected.Length)
            .Select(number => Periods.FirstDay(first, period, number).ToString("O", CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Every_day_lies_in_exactly_the_period_that_says_so() => Seeded.Check(
        from anchor in Gen.Choose(700_000, 760_000)
        from period in Gen.Elements(Enum.GetValues<Period>())
        from offset in Gen.Choose(-2_000, 12_000)
        select (Anchor: DateOnly.FromDayNumber(anchor), Period: period, Day: DateOnly.FromDayNumber(anchor + offset)),
        sample =>
        {
            var number = Periods.NumberOn(sample.Anchor, sample.Period, sample.Day);
            Assert.True(Periods.FirstDay(sample.Anchor, sample.Period, number) <= sample.Day, $"{sample} lies in {number}");
            Assert.True(Periods.FirstDay(sample.Anchor, sample.Period, number + 1) > sample.Day, $"{sample} lies in {number}");
        },
        count: 2_000);
}

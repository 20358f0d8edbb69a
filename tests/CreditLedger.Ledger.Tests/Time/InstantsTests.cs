using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Time;

public sealed class InstantsTests
{
    [Fact]
    public void Are_cut_to_whole_milliseconds_never_rounded_up()
    {
        var whole = new DateTime(2026, 2, 1, 12, 0, 0, 123, DateTimeKind.Utc);

        Assert.Equal(whole, Instants.Cut(whole.AddTicks(9_999)));
        Assert.Equal(whole, Instants.Cut(whole));
        Assert.Equal(DateTimeKind.Utc, Instants.Cut(DateTime.SpecifyKind(whole, DateTimeKind.Unspecified)).Kind);
        Assert.Null(Instants.Cut((DateTime?)null));
        Assert.Equal(Instants.Latest, Instants.Cut(DateTime.MaxValue));
    }

    [Fact]
    public void Are_never_local_times() =>
        Assert.Throws<ArgumentException>(() => Instants.Cut(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Local)));

    [Theory]
    [InlineData("1970-01-01T00:00:00.000Z", 0)]
    [InlineData("1969-12-31T23:59:59.999Z", -1)]
    [InlineData("2026-02-01T12:00:00.123Z", 1769947200123)]
    [InlineData("0001-01-01T00:00:00.000Z", -62135596800000)]
    [InlineData("9999-12-31T23:59:59.999Z", 253402300799999)]
    public void Count_milliseconds_since_1970_there_and_back(string text, long milliseconds)
    {
        var instant = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;

        Assert.Equal(milliseconds, Instants.ToMilliseconds(instant));
        Assert.Equal(instant, Instants.FromMilliseconds(milliseconds));
    }

    [Fact]
    public void Of_a_clock_are_cut() => Assert.Equal(0, new FineClock().Now().Ticks % TimeSpan.TicksPerMillisecond);

    private sealed class FineClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 2, 1, 12, 0, 0, 123, 456, TimeSpan.Zero);
    }
}

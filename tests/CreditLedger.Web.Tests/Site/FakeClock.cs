namespace CreditLedger.Web.Tests.Site;

/// <summary>Stands still until a test moves it.</summary>
public sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    /// <summary>12 December 2025, noon in London.</summary>
    public static FakeClock Usual() => new(new DateTimeOffset(2025, 12, 12, 12, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;

    public void Set(DateTimeOffset now) => _now = now;
}

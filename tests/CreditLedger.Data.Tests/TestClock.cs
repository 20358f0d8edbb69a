namespace CreditLedger.Data.Tests;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class TestClock(DateTime now) : TimeProvider
{
    private DateTime _now = now;

    /// <summary>What time it is.</summary>
    public DateTime Now
    {
        get => _now;
        set => _now = DateTime.SpecifyKind(value, DateTimeKind.Utc);
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(DateTime.SpecifyKind(_now, DateTimeKind.Utc));
}

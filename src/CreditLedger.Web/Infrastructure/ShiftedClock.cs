namespace CreditLedger.Web.Infrastructure;

/// <summary>A clock that starts at a given instant and runs on: for looking at old data as if it were today (Development only).</summary>
public sealed class ShiftedClock(TimeProvider real, DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _offset = start - real.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => real.GetUtcNow() + _offset;

    public override long GetTimestamp() => real.GetTimestamp();

    public override long TimestampFrequency => real.TimestampFrequency;
}

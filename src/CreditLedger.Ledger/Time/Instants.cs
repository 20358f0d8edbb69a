namespace CreditLedger.Ledger.Time;

/// <summary>Instants as the ledger keeps them: UTC, whole milliseconds (R10).</summary>
public static class Instants
{
    /// <summary>No instant of the ledger lies before it; every engine can store it.</summary>
    public static readonly DateTime Earliest = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The last instant there is: 9999-12-31T23:59:59.999Z.</summary>
    public static readonly DateTime Latest = new(
        DateTime.MaxValue.Ticks - (DateTime.MaxValue.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    /// <summary>Cuts the part below a millisecond, so that every database gives back what it was given.</summary>
    /// <exception cref="ArgumentException">The instant is a local time.</exception>
    public static DateTime Cut(DateTime instant)
    {
        if (instant.Kind == DateTimeKind.Local) throw new ArgumentException("Instants are UTC (R10).", nameof(instant));
        return new DateTime(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
    }

    /// <summary>Cuts an instant that may be absent.</summary>
    public static DateTime? Cut(DateTime? instant) => instant is { } present ? Cut(present) : null;

    /// <summary>The clock's instant, cut.</summary>
    public static DateTime Now(this TimeProvider clock) => Cut(clock.GetUtcNow().UtcDateTime);

    /// <summary>Whole milliseconds since 1970-01-01T00:00Z, as hashed and as SQLite stores it.</summary>
    public static long ToMilliseconds(DateTime instant) => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    /// <summary>The instant of <see cref="ToMilliseconds"/>.</summary>
    public static DateTime FromMilliseconds(long milliseconds) =>
        DateTime.UnixEpoch.AddTicks(checked(milliseconds * TimeSpan.TicksPerMillisecond));
}

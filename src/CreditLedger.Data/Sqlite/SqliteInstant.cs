namespace CreditLedger.Data.Sqlite;

/// <summary>How SQLite keeps an instant: whole milliseconds since 1970-01-01T00:00Z (R10).</summary>
public static class SqliteInstant
{
    /// <summary>To the stored number; refuses a local time.</summary>
    public static long ToMilliseconds(DateTime instant)
    {
        if (instant.Kind == DateTimeKind.Local) throw new ArgumentException("Instants are UTC (R10).", nameof(instant));
        return (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
    }

    /// <summary>From the stored number.</summary>
    public static DateTime FromMilliseconds(long milliseconds) =>
        new(DateTime.UnixEpoch.Ticks + (milliseconds * TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}

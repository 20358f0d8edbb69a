namespace CreditLedger.Ledger.Time;

/// <summary>The site's one time zone, in which days are cut (R10). Days have 23, 24 or 25 hours.</summary>
/// <param name="zone">The zone of the setting.</param>
public sealed class SiteZone(TimeZoneInfo zone)
{
    /// <summary>The zone itself.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>Its IANA or Windows name, to be shown beside times.</summary>
    public string Name => Zone.Id;

    /// <summary>The local time of an instant.</summary>
    public DateTime ToLocal(DateTime instant) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(instant, DateTimeKind.Utc), Zone);

    /// <summary>The local day of an instant.</summary>
    public DateOnly DayOf(DateTime instant) => DateOnly.FromDateTime(ToLocal(instant));

    /// <summary>The first instant of a local day: where midnight is skipped, the first moment that exists.</summary>
    public DateTime StartOf(DateOnly day) => ToInstant(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The first instant after a local day: where "until that day" ends.</summary>
    public DateTime EndOf(DateOnly day) => day == DateOnly.MaxValue ? Instants.Latest : StartOf(day.AddDays(1));

    /// <summary>
    /// An end as people say it (R52): the last usable day, where it is the end of a day or within its last minute; else the moment, with
    /// its time.
    /// </summary>
    public (DateOnly Day, TimeOnly? Time) LastUsable(DateTime end)
    {
        var day = DayOf(end.AddMilliseconds(-1));
        return end >= EndOf(day).AddMinutes(-1) ? (day, null) : (DayOf(end), TimeOnly.FromDateTime(ToLocal(end)));
    }

    /// <summary>
    /// The instant of a local time. A time that a change of the clocks skips means the moment of the change; a time that a change repeats
    /// means its first occurrence. Asks the zone for offsets of instants only: the framework's answers about local times are wrong
    /// beside changes at midnight in a few zones (Asia/Amman, America/Asuncion), and knows nothing of skipped days (Pacific/Apia, 2011).
    /// </summary>
    public DateTime ToInstant(DateTime local)
    {
        // Offsets lie between -12 and +14 hours, so a day before and a day after surround the instant.
        var unshifted = DateTime.SpecifyKind(local, DateTimeKind.Utc);
        if (unshifted < DateTime.MinValue.AddDays(2) || unshifted > Instants.Latest.AddDays(-2)) return Clamped(unshifted);
        var (early, late) = (unshifted.AddDays(-1), unshifted.AddDays(1));
        var (before, after) = (Zone.GetUtcOffset(early), Zone.GetUtcOffset(late));
        if (before == after) return Instants.Cut(unshifted - before);

        var change = ChangeBetween(early, late, before);
        if (unshifted - before < change) return Instants.Cut(unshifted - before);
        return unshifted - after >= change ? Instants.Cut(unshifted - after) : change;
    }

    // The first whole millisecond whose offset is no longer the one before.
    private DateTime ChangeBetween(DateTime early, DateTime late, TimeSpan before)
    {
        var (low, high) = (Instants.ToMilliseconds(early), Instants.ToMilliseconds(late));
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (Zone.GetUtcOffset(Instants.FromMilliseconds(middle)) == before) low = middle;
            else high = middle;
        }

        return Instants.FromMilliseconds(high);
    }

    // At the ends of the calendar an instant may not exist: "until 9999-12-31" is as good as for ever.
    private DateTime Clamped(DateTime unshifted)
    {
        var ticks = unshifted.Ticks - Zone.BaseUtcOffset.Ticks;
        return Instants.Cut(new DateTime(Math.Clamp(ticks, 0, Instants.Latest.Ticks), DateTimeKind.Utc));
    }
}

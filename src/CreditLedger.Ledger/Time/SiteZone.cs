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
    public DateTime EndOf(DateOnly day) => StartOf(day.AddDays(1));

    /// <summary>
    /// The instant of a local time. A time that a spring change skips means the moment of the change; a time that an autumn change
    /// repeats means its first occurrence.
    /// </summary>
    public DateTime ToInstant(DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local))
        {
            while (Zone.IsInvalidTime(local)) local = local.AddMinutes(15);
            var valid = new DateTime(local.Ticks - (local.Ticks % TimeSpan.FromMinutes(15).Ticks));
            return Instants.Cut(new DateTime(valid.Ticks - Zone.GetUtcOffset(valid).Ticks, DateTimeKind.Utc));
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return Instants.Cut(new DateTime(local.Ticks - offset.Ticks, DateTimeKind.Utc));
    }
}

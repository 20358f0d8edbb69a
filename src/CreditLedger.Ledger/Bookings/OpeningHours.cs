using System.Globalization;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Bookings;

/// <summary>When a service can be booked, in the site's zone: windows of the week, and days on which it is closed.</summary>
/// <param name="Windows">The windows; none means always.</param>
/// <param name="Closed">Days on which it is closed all day.</param>
public sealed record OpeningHours(IReadOnlyList<WeekWindow> Windows, IReadOnlyList<ClosedDays> Closed)
{
    /// <summary>Longest text of the windows, in characters.</summary>
    public const int MaxHoursLength = 1000;

    /// <summary>Longest text of the closed days, in characters.</summary>
    public const int MaxClosedLength = 2000;

    private static readonly string[] DayFormats = ["yyyy-MM-dd", "d MMM yyyy"];

    /// <summary>The hours of a service, as they are stored.</summary>
    public static OpeningHours Of(string? hours, string? closed) => new(ReadHours(hours).Windows ?? [], ReadClosed(closed).Days ?? []);

    /// <summary>Reads windows, one a line: "Mon-Fri 08:00-20:00".</summary>
    public static (IReadOnlyList<WeekWindow>? Windows, Refusal? Wrong) ReadHours(string? text)
    {
        var windows = new List<WeekWindow>();
        foreach (var line in Lines(text))
        {
            if (WeekWindow.Read(line) is not { After: "" } read) return (null, Refusals.NotOpeningHours(line));
            if (windows.Exists(read.Window.Overlaps)) return (null, Refusals.OpeningHoursOverlap(line));
            windows.Add(read.Window);
        }

        return (windows, null);
    }

    /// <summary>Reads closed days, one or a range a line: "2026-12-25" or "24 Dec 2026 to 26 Dec 2026".</summary>
    public static (IReadOnlyList<ClosedDays>? Days, Refusal? Wrong) ReadClosed(string? text)
    {
        var days = new List<ClosedDays>();
        foreach (var line in Lines(text))
        {
            var ends = line.Split(" to ", StringSplitOptions.TrimEntries);
            if (ends.Length > 2 || !TryDay(ends[0], out var first) || !TryDay(ends[^1], out var last) || last < first)
                return (null, Refusals.NotClosedDays(line));
            days.Add(new ClosedDays(first, last));
        }

        return (days, null);
    }

    /// <summary>As it is stored, and as a form shows it; none where there is nothing.</summary>
    public static string? Text<T>(IReadOnlyList<T> lines) => lines.Count == 0 ? null : string.Join('\n', lines);

    /// <summary>Why a service cannot be booked from one moment to another; none where it can.</summary>
    public Refusal? Refuse(DateTime startsAt, DateTime endsAt, SiteZone zone)
    {
        var (first, last) = (zone.DayOf(startsAt), zone.DayOf(endsAt.AddMilliseconds(-1)));
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            if (Closed.Any(closed => closed.First <= day && day <= closed.Last)) return Refusals.ServiceClosedOn(day);
            if (Windows.Count == 0) continue;
            var from = day == first ? MinuteOf(zone.ToLocal(startsAt)) : 0;
            var to = day == last ? EndMinuteOf(zone.ToLocal(endsAt), day) : WeekWindow.MinutesPerDay;
            if (!IsOpen(day.DayOfWeek, from, to)) return Refusals.OutsideOpeningHours(day, Text([.. On(day.DayOfWeek)]));
        }

        return null;
    }

    /// <summary>Whether it is open on a day of the week from one minute to another, without a gap.</summary>
    public bool IsOpen(DayOfWeek day, int from, int to)
    {
        if (Windows.Count == 0) return true;
        foreach (var window in On(day))
        {
            if (window.From > from) return false;
            if (window.To > from) from = window.To;
            if (from >= to) return true;
        }

        return from >= to;
    }

    private IEnumerable<WeekWindow> On(DayOfWeek day) => Windows.Where(window => window.IsOn(day)).OrderBy(window => window.From);

    private static int MinuteOf(DateTime local) => (local.Hour * 60) + local.Minute;

    private static int EndMinuteOf(DateTime local, DateOnly day) =>
        DateOnly.FromDateTime(local) > day ? WeekWindow.MinutesPerDay : MinuteOf(local);

    internal static IEnumerable<string> Lines(string? text) =>
        (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);
}

/// <summary>Days on which a service is closed.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, which counts.</param>
public sealed record ClosedDays(DateOnly First, DateOnly Last)
{
    /// <inheritdoc />
    public override string ToString() => First == Last ? Day(First) : $"{Day(First)} to {Day(Last)}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

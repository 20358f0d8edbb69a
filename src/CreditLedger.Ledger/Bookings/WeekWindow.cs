using System.Globalization;
using System.Text.RegularExpressions;

namespace CreditLedger.Ledger.Bookings;

/// <summary>A time of day on some days of the week, in the site's zone: "Mon-Fri 08:00-20:00".</summary>
/// <param name="Days">The days: bit 0 is Monday, bit 6 Sunday.</param>
/// <param name="From">First minute of the day, 0 to 1439.</param>
/// <param name="To">First minute after it, up to 1440.</param>
public sealed partial record WeekWindow(int Days, int From, int To)
{
    /// <summary>All seven days.</summary>
    public const int EveryDay = 0b1111111;

    /// <summary>Minutes of a day on which the clocks do not change.</summary>
    public const int MinutesPerDay = 1440;

    private static readonly string[] Names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>Place of a day in the week: 0 is Monday.</summary>
    public static int PlaceOf(DayOfWeek day) => ((int)day + 6) % 7;

    /// <summary>Whether it holds on a day.</summary>
    public bool IsOn(DayOfWeek day) => (Days & (1 << PlaceOf(day))) != 0;

    /// <summary>Whether both hold at one moment at least.</summary>
    public bool Overlaps(WeekWindow other) => (Days & other.Days) != 0 && From < other.To && other.From < To;

    /// <summary>Reads one, and what follows it on the line; none where the line does not begin with one.</summary>
    public static (WeekWindow Window, string After)? Read(string line)
    {
        var match = Shape.Match(line.Trim());
        if (!match.Success || DaysOf(match.Groups["days"].Value) is not { } days) return null;
        var (from, to) = (MinuteOf(match.Groups["from"].Value), MinuteOf(match.Groups["to"].Value));
        return from is null || to is null || from >= to ? null
            : (new WeekWindow(days, from.Value, to.Value), match.Groups["rest"].Value.Trim());
    }

    /// <inheritdoc />
    public override string ToString() => $"{DaysText()} {Time(From)}-{Time(To)}";

    /// <summary>A minute of the day as a time: 09:30.</summary>
    public static string Time(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private string DaysText()
    {
        if (Days == EveryDay) return "Daily";
        var runs = new List<string>();
        for (var day = 0; day < 7; day++)
        {
            if ((Days & (1 << day)) == 0) continue;
            var last = day;
            while (last < 6 && (Days & (1 << (last + 1))) != 0) last++;
            runs.Add(last == day ? Names[day] : $"{Names[day]}-{Names[last]}");
            day = last;
        }

        return string.Join(",", runs);
    }

    private static int? DaysOf(string text)
    {
        if (text.Trim().Equals("daily", StringComparison.OrdinalIgnoreCase)) return EveryDay;
        var days = 0;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', '–').Select(name => Array.FindIndex(
                Names, known => name.Trim().Length >= 3 && name.Trim().StartsWith(known, StringComparison.OrdinalIgnoreCase))).ToArray();
            if (ends.Length > 2 || ends.Contains(-1)) return null;
            for (var day = ends[0]; ; day = (day + 1) % 7)
            {
                days |= 1 << day;
                if (day == ends[^1]) break;
            }
        }

        return days;
    }

    private static int? MinuteOf(string text)
    {
        var parts = text.Split(':');
        var minute = (int.Parse(parts[0], CultureInfo.InvariantCulture) * 60) + int.Parse(parts[1], CultureInfo.InvariantCulture);
        return minute <= MinutesPerDay && parts[1][0] < '6' ? minute : null;
    }

    [GeneratedRegex(
        @"^(?<days>[A-Za-z][A-Za-z ,–-]*?)\s+(?<from>[0-9]{1,2}:[0-9]{2})\s*[-–]\s*(?<to>[0-9]{1,2}:[0-9]{2})(?<rest>(\s.*)?)$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Shape { get; }
}

using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Import;

/// <summary>
/// Reads instants of import files: RFC 3339 (<c>2025-01-31T13:45:00Z</c>, <c>…+01:00</c>), or <c>yyyy-MM-dd HH:mm[:ss]</c> in the
/// site's zone. A local time that a spring change skips means the moment of the change, one that an autumn change repeats its first
/// occurrence (<see cref="SiteZone.ToInstant"/>). Cut to whole milliseconds (R10).
/// </summary>
internal static class InstantText
{
    public const string Valid = "2025-01-31T13:45:00Z, 2025-01-31T13:45:00+01:00, or 2025-01-31 13:45 in the site's time zone.";

    public static bool TryParse(ReadOnlySpan<char> text, SiteZone zone, out DateTime instant)
    {
        instant = default;
        if (!TryLocal(ref text, out var hasT, out var seconds, out var local)) return false;
        if (text.IsEmpty)
        {
            if (hasT) return false;
            instant = zone.ToInstant(local);
            return true;
        }

        if (!seconds || !TryOffset(text, out var offset)) return false;
        instant = Instants.Cut(new DateTime(local.Ticks - offset.Ticks, DateTimeKind.Utc));
        return true;
    }

    // Takes "yyyy-MM-dd HH:mm[:ss[.fff…]]" off the text. Years near the ends of the calendar would overflow with an offset.
    private static bool TryLocal(ref ReadOnlySpan<char> text, out bool hasT, out bool hasSeconds, out DateTime local)
    {
        (hasT, hasSeconds, local) = (false, false, default);
        if (text.Length < 16 || text[4] != '-' || text[7] != '-' || text[10] is not (' ' or 'T' or 't') || text[13] != ':') return false;
        hasT = text[10] != ' ';
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)) return false;
        if (!Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute)) return false;
        if (year is < 1900 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59)
            return false;
        text = text[16..];
        var second = 0;
        long ticks = 0;
        if (text.Length >= 3 && text[0] == ':')
        {
            hasSeconds = true;
            if (!Digits(text[1..3], out second) || second > 59) return false;
            text = text[3..];
            if (!text.IsEmpty && text[0] == '.' && !TryFraction(ref text, out ticks)) return false;
        }

        local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).AddTicks(ticks);
        return true;
    }

    private static bool TryFraction(ref ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        var length = 1;
        var unit = TimeSpan.TicksPerSecond / 10;
        while (length < text.Length && char.IsAsciiDigit(text[length]))
        {
            ticks += unit * (text[length++] - '0');
            unit /= 10;
        }

        text = text[length..];
        return length > 1;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (text is "Z" or "z") return true;
        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':') return false;
        if (!Digits(text[1..3], out var hours) || !Digits(text[4..6], out var minutes) || hours > 23 || minutes > 59) return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == '-') offset = -offset;
        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character)) return false;
            number = (number * 10) + (character - '0');
        }

        return true;
    }
}

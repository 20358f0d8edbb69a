using System.Globalization;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>Local days as browsers send and take them: <c>2026-11-22</c>.</summary>
public static class DayText
{
    /// <summary>What is said of anything else.</summary>
    public const string NotADay = "Enter a day between 2000-01-01 and 2999-12-31, like 2026-01-31.";

    private const string Format = "yyyy-MM-dd";

    /// <summary>Reads a day.</summary>
    public static bool TryRead(string? text, out DateOnly day) =>
        DateOnly.TryParseExact(text?.Trim(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day.Year is >= 2000 and <= 2999;

    /// <summary>The day; none when it is none.</summary>
    public static DateOnly? Read(string? text) => TryRead(text, out var day) ? day : null;

    /// <summary>Writes one.</summary>
    public static string Of(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);
}

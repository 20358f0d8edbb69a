namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>A last day so far ahead that a year may be mistyped: said, not refused.</summary>
public static class FarDay
{
    /// <summary>How many years ahead nobody wonders.</summary>
    public const int Years = 10;

    /// <summary>What to look at again; nothing for a day within reach.</summary>
    public static IEnumerable<string> Notes(DateOnly? lastDay, DateOnly today)
    {
        if (lastDay is { } day && day > today.AddYears(Years))
            yield return $"The last day, {Wording.Day(day)}, lies more than {Years} years ahead: check the year.";
    }
}

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>Warns of a last day so far ahead that the year is probably mistyped; it is not refused.</summary>
public static class FarDay
{
    /// <summary>The number of years ahead that is not questioned.</summary>
    public const int Years = 10;

    /// <summary>The warning; empty for a nearer day.</summary>
    public static IEnumerable<string> Notes(DateOnly? lastDay, DateOnly today)
    {
        if (lastDay is { } day && day > today.AddYears(Years))
            yield return $"The last day, {Wording.Day(day)}, lies more than {Years} years ahead: check the year.";
    }
}

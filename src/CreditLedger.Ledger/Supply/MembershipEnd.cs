using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Supply;

/// <summary>When a membership ends (R28).</summary>
public enum MembershipEnd
{
    /// <summary>When the period that runs is over, the longest where lines differ.</summary>
    AtPeriodEnd = 1,

    /// <summary>At once.</summary>
    Now = 2,
}

/// <summary>The moment of an end (R28).</summary>
public static class MembershipEnds
{
    /// <summary>Never before the first day, so that what has not begun never begins; of periods of several lengths the longest counts.</summary>
    public static DateTime Of(
        DateOnly startsOn, IEnumerable<(Period Period, IReadOnlyList<LineTerms> Terms)> lines, MembershipEnd when, DateTime now, SiteZone zone)
    {
        var start = zone.StartOf(startsOn);
        if (start >= now) return start;
        return when == MembershipEnd.Now ? now
            : lines.Where(line => line.Terms.Count > 0 && line.Terms.MaxBy(terms => terms.EffectiveFrom)!.Amount > 0)
                .Select(line => new LineSchedule(startsOn, line.Period, line.Terms, null, zone).EndOfPeriodAt(now))
                .DefaultIfEmpty(now).Max();
    }
}

using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Supply;

/// <summary>Memberships of one plan that began on one day and end together.</summary>
/// <param name="StartsOn">The local day on which their periods are anchored.</param>
/// <param name="EndsAt">No period starts at or after this; none while no end is set.</param>
/// <param name="Count">How many.</param>
public sealed record RunningMemberships(DateOnly StartsOn, DateTime? EndsAt, int Count);

/// <summary>Whom an edit of a plan reaches, and when first (R27): each membership from its next period on.</summary>
/// <param name="First">The first period that follows the edit; none when there is no such membership.</param>
/// <param name="Memberships">How many memberships have a period that follows it.</param>
public sealed record PlanReach(DateTime? First, int Memberships)
{
    /// <summary>Of one line.</summary>
    /// <param name="running">The memberships that have not ended.</param>
    /// <param name="period">How often the line grants.</param>
    /// <param name="from">The moment of the edit: periods that start at or after it follow it.</param>
    /// <param name="zone">The site's zone.</param>
    public static PlanReach Of(IEnumerable<RunningMemberships> running, Period period, DateTime from, SiteZone zone)
    {
        DateTime? first = null;
        var count = 0;
        foreach (var group in running)
        {
            var start = NextStart(group.StartsOn, period, from, zone);
            if (start >= group.EndsAt) continue;
            count = checked(count + group.Count);
            if (first is null || start < first) first = start;
        }

        return new PlanReach(first, count);
    }

    private static DateTime NextStart(DateOnly anchor, Period period, DateTime from, SiteZone zone)
    {
        var number = Math.Max(0, Periods.NumberOn(anchor, period, zone.DayOf(from)));
        while (true)
        {
            var start = zone.StartOf(Periods.FirstDay(anchor, period, number));
            if (start >= from) return start;
            number++;
        }
    }
}

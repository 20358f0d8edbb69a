using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Supply;

/// <summary>A membership as it was read in the transaction that is to change it.</summary>
internal sealed record MembershipState(long Id, long MemberId, long PlanId, DateOnly StartsOn, DateTime? EndsAt, string? EndKey)
{
    /// <summary>Where its lines stand.</summary>
    public IReadOnlyList<LineState> Lines { get; init; } = [];

    /// <summary>The moment of an end: never before the first day, so that what has not begun never begins.</summary>
    public DateTime EndAt(MembershipEnd when, DateTime now, SiteZone zone)
    {
        var start = zone.StartOf(StartsOn);
        if (start >= now) return start;
        return when == MembershipEnd.Now ? now : PeriodEnds.Of(StartsOn, Lines.Select(line => (line.Period, line.Terms)), now, zone);
    }
}

/// <summary>Where a line of a membership stands.</summary>
internal sealed record LineState(long PlanLineId, Period Period, int NextPeriod, IReadOnlyList<LineTerms> Terms);

/// <summary>A membership to be.</summary>
internal sealed record NewMembership(string Key, long MemberId, long PlanId, DateOnly StartsOn, DateTime? EndsAt, long? FollowsId);

/// <summary>When "the period" of a membership ends whose lines have periods of several lengths (R28).</summary>
public static class PeriodEnds
{
    /// <summary>The end of the longest period that runs at a moment, of the lines that still grant; without any, the moment.</summary>
    public static DateTime Of(DateOnly anchor, IEnumerable<(Period Period, IReadOnlyList<LineTerms> Terms)> lines, DateTime now, SiteZone zone) =>
        lines.Where(line => line.Terms.Count > 0 && line.Terms.MaxBy(terms => terms.EffectiveFrom)!.Amount > 0)
            .Select(line => new LineSchedule(anchor, line.Period, line.Terms, null, zone).EndOfPeriodAt(now))
            .DefaultIfEmpty(now).Max();
}

using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Supply;

/// <summary>
/// Which periods of one line of one membership are granted, when, and how much (R25, R27, R28). Pure and without state: the answer for a
/// period does not depend on when one asks, so issuing in one run or in many comes to the same.
/// </summary>
public sealed class LineSchedule
{
    private readonly DateOnly _anchor;
    private readonly Period _period;
    private readonly List<LineTerms> _terms;
    private readonly DateTime? _endsAt;
    private readonly SiteZone _zone;
    private readonly MembershipPauses _pauses;

    /// <summary>The schedule of a line.</summary>
    /// <param name="anchor">The membership's first local day.</param>
    /// <param name="period">How often the line grants.</param>
    /// <param name="terms">What it granted and grants, in any order.</param>
    /// <param name="endsAt">No period starts at or after the membership's end; none while it has none.</param>
    /// <param name="zone">The site's zone, in which days begin (R10).</param>
    /// <param name="pauses">The membership's pauses (R46); none: it has none.</param>
    public LineSchedule(
        DateOnly anchor, Period period, IEnumerable<LineTerms> terms, DateTime? endsAt, SiteZone zone, MembershipPauses? pauses = null)
    {
        (_anchor, _period, _endsAt, _zone, _pauses) = (anchor, period, endsAt, zone, pauses ?? MembershipPauses.None);
        _terms = [.. terms.OrderBy(row => row.EffectiveFrom)];
    }

    /// <summary>The first period at or after a number that grants something; none when there will be none.</summary>
    public GrantedPeriod? NextGranted(int number) => NextGranted(number, _pauses);

    /// <summary>
    /// The first period at or after a number that would grant something if nothing were paused; the number itself where there is none. A
    /// line waits before it, so that a pause that is changed or taken back gives what it would have held back (R46).
    /// </summary>
    public int NextPlanned(int number) => NextGranted(number, MembershipPauses.None)?.Number ?? number;

    private GrantedPeriod? NextGranted(int number, MembershipPauses pauses)
    {
        while (true)
        {
            var (firstDay, begins) = (FirstDayOf(number), StartOf(number));
            if (begins >= _endsAt || pauses.FirstDayFrom(firstDay) is not { } startsOn) return null;

            // A local day that the zone skipped has no length and grants nothing (Pacific/Apia had no 30 December 2011).
            var (isPaused, next) = (startsOn != firstDay, StartOf(number + 1));
            var startsAt = isPaused ? _zone.StartOf(startsOn) : begins;
            var terms = TermsAt(startsAt);
            if (terms is { Grants: true })
            {
                if (startsAt < next && !(startsAt >= _endsAt) && (!isPaused || pauses.On(firstDay)!.IssuesLate))
                    return new GrantedPeriod(number, firstDay, FirstDayOf(number + 1), startsAt, next, terms) { StartsOn = startsOn };
                number++;
                continue;
            }

            if (_terms.Find(row => row.EffectiveFrom > begins && row.Grants) is not { } later) return null;
            number = pauses.IsEmpty ? Math.Max(number + 1, FirstStartingAtOrAfter(later.EffectiveFrom)) : number + 1;
        }
    }

    /// <summary>The end of the period that a moment lies in: when a membership "ends at the period's end" (R28).</summary>
    public DateTime EndOfPeriodAt(DateTime moment) => StartOf(Math.Max(0, Periods.NumberOn(_anchor, _period, _zone.DayOf(moment))) + 1);

    private DateOnly FirstDayOf(int number) => Periods.FirstDay(_anchor, _period, number);

    private DateTime StartOf(int number) => _zone.StartOf(FirstDayOf(number));

    // The latest terms that held when the period started.
    private LineTerms? TermsAt(DateTime startsAt) => _terms.FindLast(row => row.EffectiveFrom <= startsAt);

    private int FirstStartingAtOrAfter(DateTime moment)
    {
        var number = Math.Max(0, Periods.NumberOn(_anchor, _period, _zone.DayOf(moment)));
        while (StartOf(number) < moment) number++;
        return number;
    }
}

/// <summary>One period that a line grants.</summary>
/// <param name="Number">Which one, from 0.</param>
/// <param name="FirstDay">Its first local day.</param>
/// <param name="NextFirstDay">The first local day of the next.</param>
/// <param name="StartsAt">When its credit starts: its first instant, or that of the day after a pause in which it began (R46).</param>
/// <param name="EndsAt">The first instant of the next, when its credit expires.</param>
/// <param name="Terms">What it grants, and what becomes of the remainder of the period before.</param>
public sealed record GrantedPeriod(int Number, DateOnly FirstDay, DateOnly NextFirstDay, DateTime StartsAt, DateTime EndsAt,
    LineTerms Terms)
{
    /// <summary>The local day on which it is given: its first, or the first after a pause in which it began (R46).</summary>
    public DateOnly StartsOn { get; init; } = FirstDay;

    /// <summary>Whether it began in a pause and is given after it.</summary>
    public bool IsLate => StartsOn != FirstDay;

    /// <summary>Its last local day.</summary>
    public DateOnly LastDay => NextFirstDay.AddDays(-1);
}

namespace CreditLedger.Ledger.Supply;

/// <summary>
/// Cuts the calendar into periods, anchored on a local day (R25): months are counted from the anchor, never from the period before, so that
/// a 31st is clipped in short months and comes back in long ones.
/// </summary>
public static class Periods
{
    /// <summary>The first local day of a period.</summary>
    /// <param name="anchor">The first day of period 0.</param>
    /// <param name="period">How long periods are.</param>
    /// <param name="number">Which one, from 0.</param>
    public static DateOnly FirstDay(DateOnly anchor, Period period, int number) => period switch
    {
        Period.Day => anchor.AddDays(number),
        Period.Week => anchor.AddDays(checked(number * 7)),
        Period.Month or Period.Quarter or Period.Year => anchor.AddMonths(checked(number * MonthsOf(period))),
    };

    /// <summary>The period that a local day lies in; negative before the anchor.</summary>
    public static int NumberOn(DateOnly anchor, Period period, DateOnly day)
    {
        var days = day.DayNumber - anchor.DayNumber;
        if (period is Period.Day) return days;
        if (period is Period.Week) return (int)Math.Floor(days / 7m);

        // Clipping moves a start by at most three days, so the guess is at most one period off.
        var months = ((day.Year - anchor.Year) * 12) + day.Month - anchor.Month;
        var number = (int)Math.Floor((decimal)months / MonthsOf(period));
        if (FirstDay(anchor, period, number) > day) number--;
        return number;
    }

    private static int MonthsOf(Period period) => period switch
    {
        Period.Month => 1,
        Period.Quarter => 3,
        Period.Year => 12,
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, "A period is a day, a week, a month, a quarter or a year."),
    };
}

using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Sharing;

/// <summary>The calendar period of the site's zone in which a cap counts (R13): [from, until).</summary>
/// <param name="From">First instant.</param>
/// <param name="Until">First instant after.</param>
public readonly record struct CapWindow(DateTime From, DateTime Until)
{
    /// <summary>The window that a moment lies in: local day, week from Monday, month, quarter or year.</summary>
    public static CapWindow Of(Period period, DateTime moment, SiteZone zone)
    {
        var day = zone.DayOf(moment);
        var first = period switch
        {
            Period.Day => day,
            Period.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            Period.Month => new DateOnly(day.Year, day.Month, 1),
            Period.Quarter => new DateOnly(day.Year, day.Month - ((day.Month - 1) % 3), 1),
            Period.Year => new DateOnly(day.Year, 1, 1),
        };
        var next = period switch
        {
            Period.Day => first.AddDays(1),
            Period.Week => first.AddDays(7),
            Period.Month => first.AddMonths(1),
            Period.Quarter => first.AddMonths(3),
            Period.Year => first.AddYears(1),
        };
        return new CapWindow(zone.StartOf(first), zone.StartOf(next));
    }

    /// <summary>Whether an instant lies in it.</summary>
    public bool Contains(DateTime moment) => moment >= From && moment < Until;
}

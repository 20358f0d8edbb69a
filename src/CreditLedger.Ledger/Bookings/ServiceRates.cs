using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Bookings;

/// <summary>R47: what a service costs in credits, by benefit and by when an interval starts.</summary>
/// <param name="rates">The rates, in the order in which their benefits are tried.</param>
public sealed class ServiceRates(IReadOnlyList<ServiceRateRow> rates)
{
    /// <summary>Most rates of one service.</summary>
    public const int MaxRates = 20;

    /// <summary>The benefits that can pay, in order; none: time does.</summary>
    public IReadOnlyList<long> Benefits { get; } = [.. rates.OrderBy(rate => rate.Position).Select(rate => rate.BenefitId).Distinct()];

    /// <summary>What is wrong with rates: a benefit has one rate, and no gap, at every time at which the service is open.</summary>
    public static IEnumerable<Refusal> Refuse(IReadOnlyList<ServiceRateRow> rates, OpeningHours hours, Func<long, string?> nameOf)
    {
        if (rates.Count > MaxRates) yield return Refusals.TooManyRates;
        foreach (var rate in rates.Where(rate => rate.Units <= 0)) yield return Refusals.RateNotAboveZero(rate.Window);
        foreach (var benefit in rates.GroupBy(rate => rate.BenefitId))
        {
            if (nameOf(benefit.Key) is not { } name)
            {
                yield return Refusals.NoSuchBenefit(RefusedField.Rates);
                continue;
            }

            var windows = benefit.Select(rate => rate.Window).ToList();
            var twice = windows.Where((window, place) => windows.Take(place).Any(window.Overlaps)).ToList();
            if (twice.Count > 0) yield return Refusals.RatesOverlap(name, twice[0]);
            else if (GapIn(windows, hours) is { } gap) yield return Refusals.RatesHaveAGap(name, gap);
        }
    }

    /// <summary>What credits of a benefit are to give for a booking, in its unit, and the rates that apply.</summary>
    /// <param name="benefitId">One of <see cref="Benefits"/>.</param>
    /// <param name="startsAt">First instant.</param>
    /// <param name="endsAt">First instant after.</param>
    /// <param name="interval">The service's interval in minutes: a started one counts whole.</param>
    /// <param name="zone">The site's zone: the rate is that of the local start of the interval.</param>
    public (long Amount, IReadOnlyList<int> Units) Price(long benefitId, DateTime startsAt, DateTime endsAt, int interval, SiteZone zone)
    {
        var own = rates.Where(rate => rate.BenefitId == benefitId).ToList();
        var (amount, applied) = (0L, new SortedSet<int>());
        for (var at = startsAt; at < endsAt; at = at.AddMinutes(interval))
        {
            var local = zone.ToLocal(at);
            var minute = (local.Hour * 60) + local.Minute;
            var rate = own.Find(one => one.Window.IsOn(local.DayOfWeek) && one.FromMinute <= minute && minute < one.ToMinute);
            if (rate is null) continue;
            amount += rate.Units;
            applied.Add(rate.Units);
        }

        return (amount, [.. applied]);
    }

    // The first time at which the service is open and no window holds.
    private static WeekWindow? GapIn(List<WeekWindow> windows, OpeningHours hours)
    {
        var covered = new OpeningHours(windows, []);
        IReadOnlyList<WeekWindow> open = hours.Windows.Count > 0 ? hours.Windows
            : [new WeekWindow(WeekWindow.EveryDay, 0, WeekWindow.MinutesPerDay)];
        foreach (var window in open)
        {
            foreach (var day in Enum.GetValues<DayOfWeek>().Where(window.IsOn))
            {
                if (!covered.IsOpen(day, window.From, window.To))
                    return window with { Days = 1 << WeekWindow.PlaceOf(day) };
            }
        }

        return null;
    }
}

using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Members;

namespace CreditLedger.Ledger.Supply;

/// <summary>What one line of a plan grants to a membership that begins: the periods that have begun, and the next (R19, R25).</summary>
/// <param name="Benefit">What it grants.</param>
/// <param name="Period">How often.</param>
/// <param name="Begun">How many periods have begun already.</param>
/// <param name="Periods">The latest of those, and the next one to come.</param>
public sealed record LineOutlook(BenefitTerms Benefit, Period Period, int Begun, IReadOnlyList<OutlookPeriod> Periods)
{
    private const int MaxPeriods = 12;

    /// <summary>Whether earlier periods are left out.</summary>
    public bool IsCut => Periods.Count(period => period.HasBegun) < Begun;

    /// <summary>Looks along a schedule until a moment, and one period further.</summary>
    internal static LineOutlook Of(BenefitTerms benefit, Period period, LineSchedule schedule, MemberStanding standing, DateTime now)
    {
        var (begun, latest) = (0, new Queue<OutlookPeriod>());
        foreach (var forecast in SupplyForecast.Of(schedule, 0, null))
        {
            var startsAt = forecast.Period.StartsAt;
            var next = new OutlookPeriod(forecast, startsAt <= now)
            { IsSkipped = !standing.IsActiveAt(startsAt <= now ? startsAt : now) };
            latest.Enqueue(next);
            if (latest.Count > MaxPeriods) latest.Dequeue();
            if (!next.HasBegun) break;
            begun++;
        }

        return new LineOutlook(benefit, period, begun, [.. latest]);
    }
}

/// <summary>One period of it.</summary>
/// <param name="Forecast">What it grants and what rolls over into it.</param>
/// <param name="HasBegun">Whether it is issued at once.</param>
public sealed record OutlookPeriod(ForecastPeriod Forecast, bool HasBegun)
{
    /// <summary>Whether the member is not active when it begins, so that it is not issued (R54).</summary>
    public bool IsSkipped { get; init; }
}

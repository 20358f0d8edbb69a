using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>What one line of a plan would grant to a new membership: the periods that have begun, and the next.</summary>
/// <param name="Line">The plan's line.</param>
/// <param name="Missed">How many periods have begun already.</param>
/// <param name="Granted">What they grant together, in the smallest unit, without what rolls over between them.</param>
/// <param name="Shown">The latest of those, and the next one to come.</param>
/// <param name="IsCut">Whether earlier ones are left out.</param>
public sealed record LineOutlook(SupplyLine Line, long Missed, long Granted, IReadOnlyList<OutlookPeriod> Shown, bool IsCut)
{
    private const int MostShown = 12;

    /// <summary>Looks along a schedule until a moment, and one period further.</summary>
    public static LineOutlook Of(SupplyLine line, LineSchedule schedule, DateTime now)
    {
        var shown = new Queue<OutlookPeriod>();
        long missed = 0, granted = 0;
        foreach (var forecast in SupplyForecast.Of(schedule, 0, null))
        {
            var hasBegun = forecast.Period.StartsAt <= now;
            shown.Enqueue(new OutlookPeriod(forecast, hasBegun));
            if (shown.Count > MostShown) shown.Dequeue();
            if (!hasBegun) break;
            missed++;
            granted = checked(granted + forecast.Period.Terms.Amount);
        }

        return new LineOutlook(line, missed, granted, [.. shown], missed + 1 > MostShown);
    }
}

/// <summary>One period of it.</summary>
/// <param name="Forecast">What it grants and what rolls over into it.</param>
/// <param name="HasBegun">Whether it is issued at once.</param>
public sealed record OutlookPeriod(ForecastPeriod Forecast, bool HasBegun);

namespace CreditLedger.Ledger.Supply;

/// <summary>
/// What a line will grant, period by period, when nothing more is used: what people are shown before they confirm (R25, R26).
/// </summary>
public static class SupplyForecast
{
    /// <summary>The periods from a number on, without end where the line has none: take as many as are wanted.</summary>
    /// <param name="schedule">The line's schedule.</param>
    /// <param name="number">The first period that may be granted.</param>
    /// <param name="remaining">What remains of the period before it, in the smallest unit; none when there was none.</param>
    public static IEnumerable<ForecastPeriod> Of(LineSchedule schedule, int number, long? remaining)
    {
        var before = remaining;
        for (var expected = number; schedule.NextGranted(expected) is { } period; expected = period.Number + 1)
        {
            // A period that was left out leaves nothing to roll over.
            var left = period.Number == expected ? before : null;
            var target = left is { } some && period.Terms.Rollover is { } rule ? rule.Of(some) : 0;
            var moved = Math.Min(left ?? 0, target);
            yield return new ForecastPeriod(period, moved, target - moved, (left ?? 0) - moved);
            before = checked(period.Terms.Amount + target);
        }
    }
}

/// <summary>One period to come.</summary>
/// <param name="Period">The period and what it grants.</param>
/// <param name="RolledOver">What moves over from the period before, in the smallest unit.</param>
/// <param name="ToppedUp">What is added to reach the least rollover.</param>
/// <param name="Expired">What is lost of the period before.</param>
public sealed record ForecastPeriod(GrantedPeriod Period, long RolledOver, long ToppedUp, long Expired);

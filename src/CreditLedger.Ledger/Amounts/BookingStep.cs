using CreditLedger.Ledger.Words;

namespace CreditLedger.Ledger.Amounts;

/// <summary>R20: time moves only in whole steps of the booking interval; other kinds are not stepped.</summary>
public static class BookingStep
{
    /// <summary>The step of a benefit in minutes; 1 where there is none.</summary>
    /// <param name="kind">The benefit's kind.</param>
    /// <param name="benefitStepMinutes">The benefit's own step, if it has one.</param>
    /// <param name="siteIntervalMinutes">The site's booking interval.</param>
    public static int Of(BenefitKind kind, int? benefitStepMinutes, int siteIntervalMinutes) =>
        kind == BenefitKind.Time ? benefitStepMinutes ?? siteIntervalMinutes : 1;

    /// <summary>Why a change is refused, naming the valid neighbours; none when it is whole steps.</summary>
    public static string? Refuse(long change, int step)
    {
        if (change % step == 0) return null;
        var size = change == long.MinValue ? long.MaxValue : Math.Abs(change);
        var below = size - (size % step);
        var above = size > long.MaxValue - step ? below : below + step;
        var neighbours = below == 0 ? $"{above}" : $"{below} or {above}";
        return $"Time moves in steps of {step} min: {size} is not a whole step. Use {neighbours}.";
    }
}

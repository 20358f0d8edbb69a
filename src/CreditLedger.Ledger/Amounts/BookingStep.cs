namespace CreditLedger.Ledger.Amounts;

/// <summary>R20: time moves only in whole steps of the booking interval; other kinds are not stepped.</summary>
public static class BookingStep
{
    /// <summary>The longest step or interval, in minutes: a day.</summary>
    public const int MaxMinutes = 1440;

    /// <summary>The step of a benefit in minutes; 1 where there is none.</summary>
    /// <param name="kind">The benefit's kind.</param>
    /// <param name="benefitStepMinutes">The benefit's own step, if it has one.</param>
    /// <param name="siteIntervalMinutes">The site's booking interval.</param>
    public static int Of(BenefitKind kind, int? benefitStepMinutes, int siteIntervalMinutes) =>
        BenefitKinds.Of(kind).IsStepped ? benefitStepMinutes ?? siteIntervalMinutes : 1;

    /// <summary>Why a change is refused, naming the valid neighbours; none when it is whole steps.</summary>
    public static string? Refuse(long change, int step)
    {
        if (change % step == 0) return null;
        var size = change == long.MinValue ? long.MaxValue : Math.Abs(change);
        var below = size - (size % step);
        return $"Time moves in steps of {step} min: {size} is not a whole step. Use {Valid(below, step, unchanged: 0)}.";
    }

    /// <summary>
    /// Why a balance to be reached is refused, naming the nearest balances that whole steps reach; none when whole steps reach it.
    /// </summary>
    /// <param name="balance">The balance as it is, not below zero.</param>
    /// <param name="target">The balance asked for, not below zero.</param>
    /// <param name="step">The step.</param>
    public static string? RefuseTarget(long balance, long target, int step)
    {
        var beyond = (target - balance) % step;
        if (beyond == 0) return null;
        var below = target - (beyond < 0 ? beyond + step : beyond);
        return $"Time moves in steps of {step} min: no whole step leads from {balance} to {target}. " +
            $"Use {Valid(below, step, unchanged: balance)}.";
    }

    // What changes nothing is refused as well, so it is never named.
    private static string Valid(long below, int step, long unchanged)
    {
        var named = new List<long>(2);
        if (below >= 0 && below != unchanged) named.Add(below);
        if (below <= long.MaxValue - step && below + step != unchanged) named.Add(below + step);
        if (named.Count == 0) named.Add(unchanged + step);
        return string.Join(" or ", named);
    }
}

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

    /// <summary>What a change that is not whole steps misses; none when it is whole steps.</summary>
    public static MissedStep? Missed(long change, int step)
    {
        if (change % step == 0) return null;
        var size = change == long.MinValue ? long.MaxValue : Math.Abs(change);
        var below = size - (size % step);
        return new MissedStep(size, step, Nearest(below, step, unchanged: 0));
    }

    /// <summary>What a balance misses that whole steps do not reach; none when whole steps reach it.</summary>
    /// <param name="balance">The balance as it is, not below zero.</param>
    /// <param name="target">The balance asked for, not below zero.</param>
    /// <param name="step">The step.</param>
    public static MissedStep? MissedTarget(long balance, long target, int step)
    {
        var beyond = (target - balance) % step;
        if (beyond == 0) return null;
        var below = target - (beyond < 0 ? beyond + step : beyond);
        return new MissedStep(target, step, Nearest(below, step, unchanged: balance));
    }

    // What changes nothing is refused as well, so it is never named.
    private static List<long> Nearest(long below, int step, long unchanged)
    {
        var named = new List<long>(2);
        if (below >= 0 && below != unchanged) named.Add(below);
        if (below <= long.MaxValue - step && below + step != unchanged) named.Add(below + step);
        if (named.Count == 0) named.Add(unchanged + step);
        return named;
    }
}

/// <summary>An amount of time that is not whole steps, or a balance that whole steps do not reach (R20).</summary>
/// <param name="Amount">What was asked for, in minutes and without its sign.</param>
/// <param name="Step">The step, in minutes.</param>
/// <param name="Nearest">The one or two nearest that would be right.</param>
public sealed record MissedStep(long Amount, int Step, IReadOnlyList<long> Nearest);

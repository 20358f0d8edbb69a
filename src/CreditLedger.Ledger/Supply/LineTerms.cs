namespace CreditLedger.Ledger.Supply;

/// <summary>What a plan's line grants in periods that start at or after a moment (R27).</summary>
/// <param name="EffectiveFrom">From which moment on.</param>
/// <param name="Amount">Per period, in the smallest unit; 0: nothing.</param>
/// <param name="Rollover">What becomes of the remainder of the period before; none: it expires.</param>
public sealed record LineTerms(DateTime EffectiveFrom, long Amount, RolloverRule? Rollover)
{
    /// <summary>Whether an amount is granted, any amount, or nothing that is counted (R48).</summary>
    public LineTracking Tracking { get; init; }

    /// <summary>Whether any amount of it can be used (R48).</summary>
    public bool IsUnlimited => Tracking == LineTracking.Unlimited;

    /// <summary>Whether a credit is granted.</summary>
    public bool Grants => Amount > 0 || IsUnlimited;

    /// <summary>What of the plan's price falls to it (R40); none where nobody said.</summary>
    public Allocation? Paid { get; init; }
}

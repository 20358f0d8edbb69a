namespace CreditLedger.Ledger.Supply;

/// <summary>How much of a period's remainder the next period is given (R26). No rule at all: what remains expires.</summary>
/// <param name="Min">At least this much, in the smallest unit; 0 or more.</param>
/// <param name="Max">At most this much; none: everything.</param>
public readonly record struct RolloverRule(long Min, long? Max)
{
    /// <summary>The rule of two stored values; none without a minimum.</summary>
    public static RolloverRule? Of(long? min, long? max) => min is { } least ? new RolloverRule(least, max) : null;

    /// <summary><c>min(max, max(min, remaining))</c>.</summary>
    public long Of(long remaining) => Math.Min(Max ?? long.MaxValue, Math.Max(Min, remaining));
}

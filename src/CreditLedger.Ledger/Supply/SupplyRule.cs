using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Supply;

/// <summary>What every line of a plan (R25) and of a product (R29) must be.</summary>
public static class SupplyRule
{
    /// <summary>Why a new line cannot grant a benefit; none when it can.</summary>
    public static string? RefuseBenefit(SupplyBenefit benefit) =>
        benefit.IsArchived ? $"{benefit.Name} is archived: nothing new grants it. Restore it first, or choose another benefit." : null;

    /// <summary>Why an amount cannot be granted; none when it can.</summary>
    /// <param name="amount">In the smallest unit.</param>
    /// <param name="step">The benefit's booking step (R20); 1 where there is none.</param>
    public static string? RefuseAmount(long amount, int step)
    {
        if (amount <= 0) return "The amount that is granted is above zero.";
        return amount > AmountLimit.Largest ? AmountLimit.Message : BookingStep.Refuse(amount, step);
    }

    /// <summary>Why a rollover rule cannot be (R26), and which of its two parts to blame.</summary>
    /// <param name="min">The least; none: what remains lapses.</param>
    /// <param name="max">The most; none: everything.</param>
    /// <param name="step">The benefit's booking step (R20); 1 where there is none.</param>
    public static IEnumerable<(PlanField Field, string Message)> RefuseRollover(long? min, long? max, int step)
    {
        if (min is null)
        {
            if (max is not null) yield return (PlanField.RolloverMax, "Without a least amount nothing rolls over. Give a least amount, or take the most away.");
            yield break;
        }

        if (min < 0) yield return (PlanField.RolloverMin, "At least 0 rolls over: enter 0 or more.");
        else if (Size(min.Value, step) is { } wrong) yield return (PlanField.RolloverMin, wrong);
        if (max is not { } most) yield break;
        if (most <= 0) yield return (PlanField.RolloverMax, "The most that rolls over is above zero. Where nothing shall roll over, choose that it lapses; where all shall, leave this empty.");
        else if (Size(most, step) is { } wrong) yield return (PlanField.RolloverMax, wrong);
        else if (min > most) yield return (PlanField.RolloverMin, "The least that rolls over is more than the most. Make it the same or less.");
    }

    private static string? Size(long amount, int step) => amount > AmountLimit.Largest ? AmountLimit.Message : BookingStep.Refuse(amount, step);
}

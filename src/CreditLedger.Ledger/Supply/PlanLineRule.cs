using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Supply;

/// <summary>What a line of a plan may be. A line that is kept as it was is not judged again: a later setting does not undo it.</summary>
internal static class PlanLineRule
{
    public static IEnumerable<PlanRefusal> Refuse(PlanLineWanted line, PlanLineChangeKind kind, int bookingIntervalMinutes)
    {
        if (kind == PlanLineChangeKind.Kept) yield break;
        if (!Enum.IsDefined(line.Period)) yield return new PlanRefusal(line.Row, PlanField.Period, "A period is a day, a week, a month, a quarter or a year.");
        if (kind == PlanLineChangeKind.Added && SupplyRule.RefuseBenefit(line.Benefit) is { } archived) yield return new PlanRefusal(line.Row, PlanField.Benefit, archived);

        var step = BookingStep.Of(line.Benefit.Kind, line.Benefit.StepMinutes, bookingIntervalMinutes);
        if (SupplyRule.RefuseAmount(line.Terms.Amount, step) is { } wrong) yield return new PlanRefusal(line.Row, PlanField.Amount, wrong);
        foreach (var (field, message) in SupplyRule.RefuseRollover(line.Terms.RolloverMin, line.Terms.RolloverMax, step)) yield return new PlanRefusal(line.Row, field, message);
    }
}

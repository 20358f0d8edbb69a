using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>What benefits, and the lines of plans (R25) and products (R29), must be.</summary>
internal static class CatalogueRule
{
    /// <summary>The benefits that lines are to grant, and what to say of lines whose benefit there is not.</summary>
    public static (IReadOnlyList<(TLine Line, BenefitRow Benefit)> Known, IReadOnlyList<Refusal> Unknown) Find<TLine>(
        LedgerState state, IReadOnlyList<TLine> lines, Func<TLine, long> benefitId, Func<TLine, int> row)
    {
        var found = lines.Select(line => (Line: line, Benefit: state.Related.Row<BenefitRow>(nameof(BenefitRow.Id), benefitId(line))))
            .ToList();
        return (
            [.. found.Where(line => line.Benefit is not null).Select(line => (line.Line, line.Benefit!))],
            [
                .. found.Where(line => line.Benefit is null).Select(line => Refusals.NoSuchBenefitInLine(row(line.Line))),
            ]);
    }

    /// <summary>Why a new line cannot grant a benefit.</summary>
    public static IEnumerable<Refusal> RefuseBenefit(BenefitRow benefit)
    {
        if (benefit.IsArchived) yield return Refusals.BenefitArchived(benefit.Name);
    }

    /// <summary>Why an amount cannot be granted.</summary>
    /// <param name="amount">In the smallest unit.</param>
    /// <param name="step">The benefit's booking step (R20); 1 where there is none.</param>
    public static IEnumerable<Refusal> RefuseAmount(long amount, int step)
    {
        if (amount <= 0) yield return Refusals.LineNotAboveZero;
        else if (RefuseSize(RefusedField.Amount, amount, step) is { } wrong) yield return wrong;
    }

    /// <summary>Why a line that is unlimited or not tracked cannot be (R48).</summary>
    public static IEnumerable<Refusal> RefuseUncounted(PlanTerms terms)
    {
        if (!Enum.IsDefined(terms.Tracking)) yield return Refusals.NoSuchTracking;
        if (terms.Amount != 0) yield return Refusals.UncountedHasNoAmount;
        if (terms.RolloverMin is not null || terms.RolloverMax is not null) yield return Refusals.UncountedDoesNotRollOver;
        if (terms is { Tracking: LineTracking.Untracked, Paid: not null }) yield return Refusals.UntrackedIsNotPaid;
    }

    /// <summary>Why a rollover rule cannot be (R26).</summary>
    /// <param name="min">The least; none: what remains expires.</param>
    /// <param name="max">The most; none: everything.</param>
    /// <param name="step">The benefit's booking step (R20); 1 where there is none.</param>
    public static IEnumerable<Refusal> RefuseRollover(long? min, long? max, int step)
    {
        if (min is null)
        {
            if (max is not null) yield return Refusals.MostWithoutLeast;
            yield break;
        }

        if (min < 0) yield return Refusals.LeastBelowZero;
        else if (RefuseSize(RefusedField.RolloverMin, min.Value, step) is { } wrong) yield return wrong;
        if (max is not { } most) yield break;
        if (most <= 0) yield return Refusals.MostNotAboveZero;
        else if (RefuseSize(RefusedField.RolloverMax, most, step) is { } wrong) yield return wrong;
        else if (min > most) yield return Refusals.LeastAboveMost;
    }

    /// <summary>Why what is paid for it cannot be (R40).</summary>
    public static IEnumerable<Refusal> RefusePaid(Allocation? paid)
    {
        if (paid?.Refuse() is { } wrong) yield return wrong;
    }

    /// <summary>What is paid for lines; requests from before one could say so keep their hash (R9).</summary>
    public static void WritePaid(CanonicalWriter writer, IEnumerable<Allocation?> paid)
    {
        foreach (var (place, one) in paid.Index())
        {
            if (one is null) continue;
            writer.Number(place);
            writer.Number(one.Amount);
            writer.Text(one.Currency);
        }
    }

    /// <summary>How lines count; requests from before one could choose keep their hash (R9).</summary>
    public static void WriteTracking(CanonicalWriter writer, IEnumerable<LineTracking> tracking)
    {
        foreach (var (place, one) in tracking.Index())
        {
            if (one == LineTracking.Limited) continue;
            writer.Text(nameof(LineTracking));
            writer.Number(place);
            writer.Number((long)one);
        }
    }

    private static Refusal? RefuseSize(RefusedField field, long amount, int step)
    {
        if (amount > AmountLimit.Largest) return Refusals.AmountTooLarge(field);
        return BookingStep.Missed(amount, step) is { } missed ? Refusals.TermsNotAWholeStep(field, missed) : null;
    }
}

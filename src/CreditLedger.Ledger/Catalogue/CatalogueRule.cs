using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>What benefits, and the lines of plans (R25) and products (R29), must be.</summary>
internal static class CatalogueRule
{
    public static Refusal Invalid(RefusedField field, string message) => new(RefusalReason.Invalid, field, message);

    /// <summary>The unit of a benefit never changes.</summary>
    public static Refusal Fixed(RefusedField field, string what, string value) => Invalid(
        field, $"This benefit's {what} is {value} and cannot change: its credits are counted in it. Create another benefit instead.");

    /// <summary>The benefits that lines are to grant, and what to say of lines whose benefit there is not.</summary>
    public static (IReadOnlyList<(TLine Line, BenefitRow Benefit)> Known, IReadOnlyList<Refusal> Unknown) Find<TLine>(
        LedgerState state, IReadOnlyList<TLine> lines, Func<TLine, long> benefitId, Func<TLine, int> row)
    {
        var found = lines.Select(line => (Line: line, Benefit: state.Related.Row<BenefitRow>(nameof(BenefitRow.Id), benefitId(line))))
            .ToList();
        return (
            [.. found.Where(line => line.Benefit is not null).Select(line => (line.Line, line.Benefit!))],
            [
                .. found.Where(line => line.Benefit is null).Select(line =>
                    Invalid(RefusedField.Benefit, "There is no such benefit. Choose one of the list.") with { Row = row(line.Line) }),
            ]);
    }

    /// <summary>Why a new line cannot grant a benefit.</summary>
    public static IEnumerable<Refusal> RefuseBenefit(BenefitRow benefit)
    {
        if (benefit.IsArchived)
            yield return Invalid(RefusedField.Benefit,
                $"{benefit.Name} is archived: nothing new grants it. Restore it first, or choose another benefit.");
    }

    /// <summary>Why an amount cannot be granted.</summary>
    /// <param name="amount">In the smallest unit.</param>
    /// <param name="step">The benefit's booking step (R20); 1 where there is none.</param>
    public static IEnumerable<Refusal> RefuseAmount(long amount, int step)
    {
        if (amount <= 0) yield return Invalid(RefusedField.Amount, "The amount that is granted is above zero.");
        else if (RefuseSize(amount, step) is { } wrong) yield return Invalid(RefusedField.Amount, wrong);
    }

    /// <summary>Why a rollover rule cannot be (R26).</summary>
    /// <param name="min">The least; none: what remains expires.</param>
    /// <param name="max">The most; none: everything.</param>
    /// <param name="step">The benefit's booking step (R20); 1 where there is none.</param>
    public static IEnumerable<Refusal> RefuseRollover(long? min, long? max, int step)
    {
        if (min is null)
        {
            if (max is not null)
                yield return Invalid(RefusedField.RolloverMax,
                    "Without a least amount nothing rolls over. Give a least amount, or take the most away.");
            yield break;
        }

        if (min < 0) yield return Invalid(RefusedField.RolloverMin, "At least 0 rolls over: enter 0 or more.");
        else if (RefuseSize(min.Value, step) is { } wrong) yield return Invalid(RefusedField.RolloverMin, wrong);
        if (max is not { } most) yield break;
        if (most <= 0)
        {
            yield return Invalid(RefusedField.RolloverMax,
                "The most that rolls over is above zero. Where nothing shall roll over, choose that it expires; where all shall, " +
                    "leave this empty.");
        }
        else if (RefuseSize(most, step) is { } wrong)
        {
            yield return Invalid(RefusedField.RolloverMax, wrong);
        }
        else if (min > most)
        {
            yield return Invalid(RefusedField.RolloverMin, "The least that rolls over is more than the most. Make it the same or less.");
        }
    }

    private static string? RefuseSize(long amount, int step) =>
        amount > AmountLimit.Largest ? AmountLimit.Message : BookingStep.Refuse(amount, step);
}

using System.Globalization;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Web.Features.Adjustments;

/// <summary>A typed amount, understood as the form means it: the one place that knows the forms' signs (R17, R18).</summary>
/// <param name="Mode">What the form means by its number.</param>
/// <param name="Typed">As typed, in the smallest unit; meaningful only without <paramref name="Error"/>.</param>
/// <param name="Error">What is wrong and what would be right.</param>
public readonly record struct AdjustmentReading(AdjustmentMode Mode, long Typed, string? Error)
{
    /// <summary>Reads what was typed.</summary>
    public static AdjustmentReading Of(AdjustmentMode mode, string? text, Unit unit)
    {
        var parsed = AmountParser.Parse(text, unit, allowZero: mode == AdjustmentMode.SetBalance);
        return new AdjustmentReading(mode, parsed.Amount, parsed.Error);
    }

    /// <summary>The act that was asked for: there, plus always adds.</summary>
    public AdjustmentCommand Act(long creditId, string key, Actor actor, string? reason) => new(key, actor)
    {
        CreditId = creditId,
        By = Mode switch { AdjustmentMode.Adjust => Typed, AdjustmentMode.Use => -Typed, _ => null },
        Target = Mode == AdjustmentMode.SetBalance ? Typed : null,
        Description = reason,
    };

    /// <summary>A refusal's message in the terms of the form: neighbours of what was typed have its sign (R20).</summary>
    public string Explain(Refusal refusal, AdjustableCredit credit, LedgerRules rules)
    {
        if (refusal.Reason != RefusalReason.NotAWholeStep || Mode == AdjustmentMode.SetBalance || Typed > 0) return refusal.Message;
        var step = BookingStep.Of(credit.Kind, credit.StepMinutes, rules.BookingIntervalMinutes);
        var nearer = -Typed - (-Typed % step);
        var valid = nearer == 0 ? Minus(step) : nearer > long.MaxValue - step ? Minus(nearer) : $"{Minus(nearer)} or {Minus(nearer + step)}";
        return $"Time moves in steps of {step} min: {Minus(-Typed)} is not a whole step. Use {valid}.";
    }

    private static string Minus(long minutes) => AmountFormat.Minus + minutes.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Acts;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Words;

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
    public AdjustmentAct Act(long creditId, string key, Actor actor, string? reason) => new(key, actor)
    {
        CreditId = creditId,
        By = Mode switch { AdjustmentMode.Adjust => Typed, AdjustmentMode.Use => -Typed, _ => null },
        Target = Mode == AdjustmentMode.SetBalance ? Typed : null,
        Reason = reason,
    };

    /// <summary>A refusal's message in the terms of the form: the valid neighbours of what was typed, with its sign (R20).</summary>
    public string Explain(Refusal refusal, AdjustableCredit credit, LedgerRules rules)
    {
        if (refusal.Reason != RefusalReason.NotAWholeStep) return refusal.Message;
        var step = BookingStep.Of(credit.Kind, credit.StepMinutes, rules.BookingIntervalMinutes);
        var from = Mode == AdjustmentMode.SetBalance ? credit.Balance : 0;
        var below = Typed - Modulo(Typed - from, step);
        var valid = new List<string>(2);
        if (Offers(below, from)) valid.Add(Number(below));
        if (below <= long.MaxValue - step && Offers(below + step, from)) valid.Add(Number(below + step));
        var wrong = Mode == AdjustmentMode.SetBalance
            ? $"{Number(Typed)} is not a whole number of steps from {ChangeWords.Balance(credit.Balance, credit.Unit)}"
            : $"{Number(Typed)} is not a whole step";
        return $"Time moves in steps of {step} min: {wrong}. Use {string.Join(" or ", valid)}.";
    }

    // Zero changes nothing, and no balance is below zero.
    private bool Offers(long amount, long from) => Mode == AdjustmentMode.SetBalance ? amount >= 0 && amount != from : amount != 0;

    private static string Number(long minutes) => minutes < 0 ? AmountFormat.Minus + (-minutes).ToString(CultureInfo.InvariantCulture) : minutes.ToString(CultureInfo.InvariantCulture);

    private static long Modulo(long number, long step)
    {
        var rest = number % step;
        return rest < 0 ? rest + step : rest;
    }
}

using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Web.Features.Adjustments;

/// <summary>What a form calls itself and its number, and how its sign works, by an example in the member's own unit.</summary>
/// <param name="Title">Heading of the page.</param>
/// <param name="AmountLabel">Label of the amount.</param>
/// <param name="Hint">How the sign works, or what a target is.</param>
public sealed record AdjustmentWords(string Title, string AmountLabel, string Hint)
{
    /// <summary>The words of a form for a kind.</summary>
    public static AdjustmentWords Of(AdjustmentMode mode, Unit unit, int step)
    {
        var (example, typed) = Example(unit, step);
        var size = ChangeWords.Size(example, unit);
        return mode switch
        {
            AdjustmentMode.Use => new AdjustmentWords(
                unit.Kind == BenefitKind.Time ? "Use time credit" : "Use printing credit",
                unit.Kind == BenefitKind.Time ? "How many minutes would you like to use?" : "How much printing credit would you like to use?",
                $"A positive number removes, a negative number adds: {typed} removes {size}, {AmountFormat.Minus}{typed} adds {size}.{Steps(step)}"),
            AdjustmentMode.Adjust => new AdjustmentWords(
                unit.Kind == BenefitKind.Money ? "Adjust remaining credit" : "Adjust remaining",
                "Adjustment amount",
                $"A positive number adds, a negative number removes: {typed} adds {size}, {AmountFormat.Minus}{typed} removes {size}."),
            _ => new AdjustmentWords("Set balance to", "New balance", $"What is to remain: {typed} leaves {size}, 0 leaves nothing.{Steps(step)}"),
        };
    }

    private static string Steps(int step) => step == 1 ? "" : $" Time moves in steps of {step} min.";

    private static (long Amount, string Typed) Example(Unit unit, int step) => unit.Kind switch
    {
        BenefitKind.Time => Of(step >= 60 ? step : 60 / step * step),
        BenefitKind.Money => (100 * unit.Currency!.MinorPerMajor, "100"),
        BenefitKind.Printing => Of(900),
        _ => Of(1),
    };

    private static (long Amount, string Typed) Of(long amount) => (amount, amount.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

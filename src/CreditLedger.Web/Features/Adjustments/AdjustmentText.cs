namespace CreditLedger.Web.Features.Adjustments;

/// <summary>What a form calls itself and its number, and how its sign works, by an example in the member's own unit.</summary>
/// <param name="Title">Heading of the page.</param>
/// <param name="AmountLabel">Label of the amount.</param>
/// <param name="Hint">How the sign works, or what a target is.</param>
public sealed record AdjustmentText(string Title, string AmountLabel, string Hint)
{
    /// <summary>The words of a form for a kind.</summary>
    public static AdjustmentText Of(AdjustmentMode mode, Unit unit, int step)
    {
        var traits = unit.Traits;
        var example = traits.SignExample(unit, step);
        var size = AmountFormat.Format(example, unit);
        var typed = traits.HasCurrency
            ? AmountFormat.ForInput(example, unit).Replace(".00", "", StringComparison.Ordinal) : AmountFormat.Bare(example);
        var steps = step == 1 ? "" : $" Time moves in steps of {step} min.";
        if (mode == AdjustmentMode.SetBalance)
            return new AdjustmentText("Set balance to", "New balance",
                $"What is to remain: {typed} leaves {size}, 0 leaves nothing.{steps}");
        var (plus, minus) = traits.PlusDeducts ? ("removes", "adds") : ("adds", "removes");
        return new AdjustmentText(
            traits.AdjustTitle, traits.AdjustLabel,
            $"A positive number {plus}, a negative " +
                $"number {minus}: {typed} {plus} {size}, {AmountFormat.Minus}{typed} {minus} {size}.{steps}");
    }
}

namespace CreditLedger.Ledger.Amounts;

/// <summary>
/// What a change of a balance does, in words and numbers (R19). The two signs of the forms differ (R17, R18), so every sentence
/// names the direction; here plus always adds.
/// </summary>
public static class ChangeWords
{
    /// <summary>Before it happens: <c>Adds 60 min: 120 → 180 min</c>.</summary>
    public static string Will(long change, long before, long after, Unit unit) =>
        $"{(change < 0 ? "Removes" : "Adds")} {Size(change, unit)}: {BeforeAndAfter(before, after, unit)}";

    /// <summary>The button that makes it happen: <c>Yes, add 60 min</c>.</summary>
    public static string Confirm(long change, Unit unit) => $"Yes, {(change < 0 ? "remove" : "add")} {Size(change, unit)}";

    /// <summary>After it happened: <c>60 min added: 0 → 60 min</c>.</summary>
    public static string Did(long change, long before, long after, Unit unit) =>
        $"{Size(change, unit)} {(change < 0 ? "removed" : "added")}: {BeforeAndAfter(before, after, unit)}";

    /// <summary>A balance in a sentence: minutes stay minutes; printing is told once in pages, with the change, and not again.</summary>
    public static string Balance(long amount, Unit unit) =>
        unit.Kind == Kinds.BenefitKind.Printing ? AmountFormat.Format(amount, unit) : AmountFormat.Plain(amount, unit);

    // A unit that stands behind its number is said once, as in "120 → 180 min".
    private static string BeforeAndAfter(long before, long after, Unit unit) => unit.Kind is Kinds.BenefitKind.Money or Kinds.BenefitKind.Printing
        ? $"{Balance(before, unit)} → {Balance(after, unit)}"
        : $"{AmountFormat.Bare(before)} → {Balance(after, unit)}";

    /// <summary>How much a change moves, without its sign.</summary>
    public static string Size(long change, Unit unit) => AmountFormat.Plain(change, unit).TrimStart(AmountFormat.Minus[0]);
}

namespace CreditLedger.Ledger.Amounts;

/// <summary>
/// What a change of a balance does, in words and numbers (R19). The two signs of the forms differ (R17, R18), so every sentence
/// names the direction; here plus always adds.
/// </summary>
public static class ChangeText
{
    /// <summary>Before it happens: <c>Adds 1 h: 2 h → 3 h</c>.</summary>
    public static string Will(long change, long before, long after, Unit unit) =>
        $"{(change < 0 ? "Removes" : "Adds")} {Size(change, unit)}: {BeforeAndAfter(before, after, unit)}";

    /// <summary>The button that makes it happen: <c>Yes, add 1 h</c>.</summary>
    public static string Confirm(long change, Unit unit) => $"Yes, {(change < 0 ? "remove" : "add")} {Size(change, unit)}";

    /// <summary>After it happened: <c>1 h added: 2 h → 3 h</c>.</summary>
    public static string Did(long change, long before, long after, Unit unit) =>
        $"{Size(change, unit)} {(change < 0 ? "removed" : "added")}: {BeforeAndAfter(before, after, unit)}";

    /// <summary>A balance before and after: <c>2 h → 3 h</c>.</summary>
    public static string BeforeAndAfter(long before, long after, Unit unit) =>
        $"{AmountFormat.Format(before, unit)} → {AmountFormat.Format(after, unit)}";

    /// <summary>How much a change moves, without its sign.</summary>
    public static string Size(long change, Unit unit) => AmountFormat.Format(change, unit).TrimStart(AmountFormat.Minus[0]);
}

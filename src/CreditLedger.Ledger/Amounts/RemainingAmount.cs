namespace CreditLedger.Ledger.Amounts;

/// <summary>What remains of one unit.</summary>
/// <param name="Unit">Kind and currency.</param>
/// <param name="Amount">Sum of the balances of live credits.</param>
public sealed record RemainingAmount(Unit Unit, long Amount)
{
    /// <summary>Whether a live credit of it is unlimited (R48): the amount is what the others hold.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>One for each unit, in the order of kinds and then of currencies.</summary>
    public static IReadOnlyList<RemainingAmount> Sum(IEnumerable<RemainingAmount> parts) =>
    [
        .. parts.GroupBy(part => part.Unit).Select(unit => new RemainingAmount(unit.Key, unit.Sum(part => part.Amount))
            { IsUnlimited = unit.Any(part => part.IsUnlimited) })
            .OrderBy(unit => unit.Unit.Kind).ThenBy(unit => unit.Unit.Code, StringComparer.Ordinal),
    ];
}

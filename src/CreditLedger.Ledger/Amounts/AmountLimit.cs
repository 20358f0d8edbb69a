namespace CreditLedger.Ledger.Amounts;

/// <summary>
/// The largest grant and the largest balance of one credit. Sums over any thousands of credits stay far inside 64 bits, so that no row,
/// once recorded for ever, can make a total overflow (R1).
/// </summary>
public static class AmountLimit
{
    /// <summary>A thousand million million: ten million million pounds, or 1.9 thousand million years of desk time.</summary>
    public const long Largest = 1_000_000_000_000_000;
}

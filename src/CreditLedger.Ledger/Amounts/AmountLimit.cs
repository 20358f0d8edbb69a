namespace CreditLedger.Ledger.Amounts;

/// <summary>
/// The largest grant and the largest balance of one credit. Nine million credits of it fit into 64 bits, so that no row, once recorded for
/// ever, can make a total overflow (R1).
/// </summary>
public static class AmountLimit
{
    /// <summary>A million million: ten thousand million pounds, or 1.9 million years of desk time.</summary>
    public const long Largest = 1_000_000_000_000;
}

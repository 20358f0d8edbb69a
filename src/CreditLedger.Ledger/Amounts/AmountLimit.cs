namespace CreditLedger.Ledger.Amounts;

/// <summary>
/// The largest grant and the largest balance of one credit. Sums over any thousands of credits stay far inside 64 bits, so that no row,
/// once recorded for ever, can make a total overflow (R1).
/// </summary>
public static class AmountLimit
{
    /// <summary>A thousand million million: ten million million pounds, or 1.9 thousand million years of desk time.</summary>
    public const long Largest = 1_000_000_000_000_000;

    /// <summary>The message for an amount above the limit.</summary>
    public const string Message =
        "That amount is too large for the ledger: a credit holds at most 1,000,000,000,000,000 of its smallest unit.";
}

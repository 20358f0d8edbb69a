namespace CreditLedger.Ledger.Supply;

/// <summary>What part of a period's supply a credit is (R25, R26). Stored as its number: never renumber.</summary>
public enum SupplyPart
{
    /// <summary>What the line grants each period.</summary>
    Grant = 1,

    /// <summary>What remained of the period before.</summary>
    Rollover = 2,

    /// <summary>What the remainder lacked to the least rollover.</summary>
    TopUp = 3,
}

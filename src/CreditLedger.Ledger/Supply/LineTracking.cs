namespace CreditLedger.Ledger.Supply;

/// <summary>How a plan's line counts what it grants (R48). Stored as its number: never renumber.</summary>
public enum LineTracking
{
    /// <summary>An amount each period.</summary>
    Limited = 0,

    /// <summary>A credit each period of which any amount can be used.</summary>
    Unlimited = 1,

    /// <summary>Listed among what the membership includes; no credit is granted.</summary>
    Untracked = 2,
}

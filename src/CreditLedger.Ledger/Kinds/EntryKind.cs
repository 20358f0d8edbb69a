namespace CreditLedger.Ledger.Kinds;

/// <summary>What one ledger row does to its credit (R3). Stored as its number: never renumber.</summary>
public enum EntryKind
{
    /// <summary>Plus: the first entry of its credit, exactly one.</summary>
    Grant = 1,

    /// <summary>Minus: used by a member.</summary>
    Usage = 2,

    /// <summary>Plus or minus: corrected by a person, with a reason (R21).</summary>
    Adjustment = 3,

    /// <summary>The exact opposite of one earlier entry, which it names.</summary>
    Reversal = 4,

    /// <summary>
    /// Minus: moved to a new credit, whose Grant is in the same posting (R23). Plus: taken back from where it went (R16).
    /// </summary>
    Transfer = 5,

    /// <summary>Minus: what remained was taken (R23).</summary>
    Revocation = 6,

    /// <summary>Plus: what one use of an unlimited credit may take, in the posting of that use (R48).</summary>
    Allowance = 7,
}

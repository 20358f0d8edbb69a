namespace CreditLedger.Ledger.Kinds;

/// <summary>What a credit is at a moment (R12). Derived, never stored.</summary>
public enum CreditStatus
{
    /// <summary>Not started.</summary>
    Upcoming = 1,

    /// <summary>Live, something remains.</summary>
    Current = 2,

    /// <summary>Live, nothing remains.</summary>
    UsedUp = 3,

    /// <summary>Past its end.</summary>
    Expired = 4,

    /// <summary>Taken by a revocation, or its grant was undone.</summary>
    Revoked = 5,
}

namespace CreditLedger.Ledger.Kinds;

/// <summary>Where a member stands. Stored as its number: never renumber.</summary>
public enum MemberStatus
{
    /// <summary>May use credits.</summary>
    Active = 1,

    /// <summary>Paused by the space.</summary>
    Suspended = 2,

    /// <summary>No longer a member.</summary>
    Left = 3,
}

namespace CreditLedger.Ledger.Kinds;

/// <summary>Roles of people who sign in; each includes the one before. Stored as its number: never renumber.</summary>
public enum UserRole
{
    /// <summary>Browses, records usage.</summary>
    Staff = 1,

    /// <summary>Staff, and reports and exports.</summary>
    Manager = 2,

    /// <summary>Everything.</summary>
    Admin = 3,
}

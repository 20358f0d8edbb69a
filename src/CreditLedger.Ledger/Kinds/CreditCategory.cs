namespace CreditLedger.Ledger.Kinds;

/// <summary>What was given in return for a credit (R40). Stored as its number: never renumber.</summary>
public enum CreditCategory
{
    /// <summary>It was paid for.</summary>
    Paid = 1,

    /// <summary>It was given away.</summary>
    Complimentary = 2,

    /// <summary>It is a part of what a plan or product costs.</summary>
    Allocated = 3,

    /// <summary>It was brought in from another program.</summary>
    Migrated = 4,
}

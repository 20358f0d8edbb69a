namespace CreditLedger.Ledger.Kinds;

/// <summary>How a credit was given (DOMAIN, words). Stored as its number: never renumber.</summary>
public enum CreditSource
{
    /// <summary>By a person.</summary>
    Manual = 1,

    /// <summary>By a plan, each period (R25).</summary>
    Plan = 2,

    /// <summary>By a product, once (R29).</summary>
    Product = 3,

    /// <summary>By an import.</summary>
    Import = 4,

    /// <summary>By the remainder of an earlier period (R26).</summary>
    Rollover = 5,

    /// <summary>By the remainder of a credit that was to expire (R23).</summary>
    Extension = 6,

    /// <summary>By the remainder of another member's credit (R23).</summary>
    Transfer = 7,
}

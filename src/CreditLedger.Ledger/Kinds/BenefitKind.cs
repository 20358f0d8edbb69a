namespace CreditLedger.Ledger.Kinds;

/// <summary>What a credit of a benefit is counted in (DOMAIN, words). Stored as its number: never renumber.</summary>
public enum BenefitKind
{
    /// <summary>The currency's minor unit.</summary>
    Money = 1,

    /// <summary>Minutes.</summary>
    Time = 2,

    /// <summary>The currency's minor unit; prints are priced per sheet.</summary>
    Printing = 3,

    /// <summary>Countable items: tickets, banner ads, classes.</summary>
    Uses = 4,

    /// <summary>Day and time passes: counted, shown, left out of the use history (R34).</summary>
    Pass = 5,
}

namespace CreditLedger.Ledger.Kinds;

/// <summary>What ties the members of a group together (DOMAIN, words). Stored as its number: never renumber.</summary>
public enum GroupKind
{
    /// <summary>The owner is the paying member.</summary>
    Team = 1,

    /// <summary>The owner is the business record; contacts use its benefits.</summary>
    Business = 2,

    /// <summary>The owner is the profile; dependants book through it.</summary>
    Family = 3,
}

namespace CreditLedger.Ledger.Kinds;

/// <summary>Person or business. Stored as its number: never renumber.</summary>
public enum MemberKind
{
    /// <summary>One human being.</summary>
    Person = 1,

    /// <summary>A company; its contacts use its benefits.</summary>
    Business = 2,
}

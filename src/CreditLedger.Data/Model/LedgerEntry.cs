using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Model;

/// <summary>An entry with what it refers to. Written by <c>LedgerStore</c> alone (R4).</summary>
public sealed record LedgerEntry : EntryRow
{
    /// <summary>The credit.</summary>
    public Credit? Credit { get; init; }

    /// <summary>The posting.</summary>
    public Posting? Posting { get; init; }

    /// <summary>The member who used the credit.</summary>
    public Member? UsedBy { get; init; }

    /// <summary>The service it was used for.</summary>
    public Service? Service { get; init; }
}

using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Model;

/// <summary>A credit with what it refers to. Written by <c>LedgerStore</c> alone (R4).</summary>
public sealed record Credit : CreditRow
{
    /// <summary>The owner.</summary>
    public Member? Owner { get; init; }

    /// <summary>The benefit.</summary>
    public Benefit? Benefit { get; init; }

    /// <summary>The sums of its entries (R5).</summary>
    public CreditBalance? Balance { get; init; }

    /// <summary>Its entries.</summary>
    public ICollection<LedgerEntry> Entries { get; } = [];
}

/// <summary>The sums of one credit's entries. Written by <c>LedgerStore</c> alone (R5).</summary>
public sealed record CreditBalance : BalanceRow;

using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Model;

/// <summary>A posting with its entries. Written by <c>LedgerStore</c> alone (R4).</summary>
public sealed record Posting : PostingRow
{
    /// <summary>Its entries.</summary>
    public ICollection<LedgerEntry> Entries { get; } = [];
}

/// <summary>A request that was carried out (R9). Written by <c>LedgerStore</c> alone.</summary>
public sealed record Request : RequestRow;

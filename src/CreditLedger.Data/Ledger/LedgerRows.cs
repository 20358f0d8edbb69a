using CreditLedger.Ledger.Chain;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Ledger;

/// <summary>The tables whose keys the ledger gives itself.</summary>
internal enum LedgerTable
{
    Credits,
    LedgerEntries,
    Postings,
    Memberships,
}

/// <summary>Rows to be inserted together, in the order in which references allow it.</summary>
internal sealed class LedgerRows
{
    public List<ChainPosting> Postings { get; } = [];

    public List<ChainCredit> Credits { get; } = [];

    public List<SealedEntry> Entries { get; } = [];

    /// <summary>Which periods of which memberships the credits were granted for (R25).</summary>
    public List<MembershipCreditRow> MembershipCredits { get; } = [];

    /// <summary>Entries on credits of others than the member who used them (R34).</summary>
    public IEnumerable<ChainEntry> SharedUses => Entries.Select(row => row.Entry).Where(entry => entry.UsedById is { } user && user != entry.OwnerId);

    /// <summary>The cached sums after these rows, one per credit that changed.</summary>
    public Dictionary<long, CreditSums> Sums { get; } = [];

    public void Clear()
    {
        Postings.Clear();
        Credits.Clear();
        Entries.Clear();
        MembershipCredits.Clear();
        Sums.Clear();
    }
}

/// <summary>An entry with its place in the chain.</summary>
internal readonly record struct SealedEntry(ChainEntry Entry, byte[] Hash);

/// <summary>A credit and the period that it was granted for.</summary>
internal readonly record struct MembershipCreditRow(long CreditId, SupplyOrigin Origin);

/// <summary>What <c>CreditBalances</c> keeps of one credit.</summary>
internal sealed class CreditSums
{
    public required long CreditId { get; init; }

    public required long OwnerId { get; init; }

    public required long BenefitId { get; init; }

    public required BenefitKind BenefitKind { get; init; }

    public required DateTime StartsAt { get; init; }

    public required DateTime? ExpiresAt { get; init; }

    public long Balance { get; set; }

    public long Used { get; set; }

    public long Adjusted { get; set; }

    public DateTime LastUsedAt { get; set; }

    /// <summary>Revocations and undone grants, less the revocations that were undone.</summary>
    public int RevocationsStanding { get; set; }

    /// <summary>Whether a revocation, or the reversal of the grant, stands.</summary>
    public bool Revoked => RevocationsStanding > 0;

    /// <summary>Whether the cache has a row of it: what tells an update from an insert.</summary>
    public bool IsStored { get; set; }

    /// <summary>Takes in one entry (R5).</summary>
    public void Add(EntryKind kind, EntryKind effectiveKind, long amount, DateTime usedAt)
    {
        Balance = checked(Balance + amount);
        if (effectiveKind == EntryKind.Usage) Used = checked(Used - amount);
        else if (kind != EntryKind.Grant) Adjusted = checked(Adjusted + amount);
        if (usedAt > LastUsedAt) LastUsedAt = usedAt;
        if (kind == EntryKind.Revocation || (kind == EntryKind.Reversal && effectiveKind == EntryKind.Grant)) RevocationsStanding++;
        else if (kind == EntryKind.Reversal && effectiveKind == EntryKind.Revocation) RevocationsStanding--;
    }
}

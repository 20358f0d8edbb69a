using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Model;

/// <summary>One immutable ledger row: changes the balance of exactly one credit. Never updated or deleted (R4).</summary>
public sealed class LedgerEntry
{
    /// <summary>Database key, given by the ledger.</summary>
    public long Id { get; internal set; }

    /// <summary>The credit's owner, whose chain the row is part of.</summary>
    public long OwnerId { get; internal set; }

    /// <summary>Place in the owner's chain: 1, 2, 3, ... without a gap (R7).</summary>
    public long Sequence { get; internal set; }

    /// <summary>The credit it changes.</summary>
    public long CreditId { get; internal set; }

    /// <summary>The credit.</summary>
    public Credit? Credit { get; internal set; }

    /// <summary>The posting it is part of.</summary>
    public long PostingId { get; internal set; }

    /// <summary>The posting.</summary>
    public Posting? Posting { get; internal set; }

    /// <summary>What it does (R3).</summary>
    public EntryKind Kind { get; internal set; }

    /// <summary><see cref="Kind"/>; for a reversal, the kind of the entry it reverses: which total it belongs to.</summary>
    public EntryKind EffectiveKind { get; internal set; }

    /// <summary>The credit's kind, held equal by a foreign key; here so that a kind's history is one index range.</summary>
    public BenefitKind BenefitKind { get; internal set; }

    /// <summary>Signed amount in the smallest unit (R1).</summary>
    public long Amount { get; internal set; }

    /// <summary>When it happened in the world.</summary>
    public DateTime UsedAt { get; internal set; }

    /// <summary>When the ledger learned of it.</summary>
    public DateTime RecordedAt { get; internal set; }

    /// <summary>The member who used the credit; none for an adjustment.</summary>
    public long? UsedById { get; internal set; }

    /// <summary>That member.</summary>
    public Member? UsedBy { get; internal set; }

    /// <summary>The service it was used for.</summary>
    public long? ServiceId { get; internal set; }

    /// <summary>That service.</summary>
    public Service? Service { get; internal set; }

    /// <summary>The entry that this one reverses (R3).</summary>
    public long? ReversesEntryId { get; internal set; }

    /// <summary>SHA-256 over the owner's previous hash and this row's canonical content (R8).</summary>
    public required byte[] Hash { get; init; }
}

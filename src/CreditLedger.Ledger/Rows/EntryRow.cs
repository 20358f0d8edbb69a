namespace CreditLedger.Ledger.Rows;

/// <summary>One immutable ledger row: changes the balance of exactly one credit. Never updated or deleted (R4).</summary>
public record EntryRow : ILedgerRow<EntryRow>
{
    /// <summary>The columns. Tags 1 to 79 are this table's (R8).</summary>
    public static LedgerTable<EntryRow> Table { get; } = new(
        "LedgerEntries",
        Column.Of((EntryRow row) => row.Id, tag: 1, key: true),
        Column.Of((EntryRow row) => row.OwnerId, tag: 2),
        Column.Of((EntryRow row) => row.Sequence, tag: 3),
        Column.Of((EntryRow row) => row.CreditId, tag: 4),
        Column.Of((EntryRow row) => row.PostingId, tag: 5),
        Column.Of((EntryRow row) => row.Kind, tag: 6),
        Column.Of((EntryRow row) => row.EffectiveKind, tag: 7),
        Column.Of((EntryRow row) => row.BenefitKind, tag: 8),
        Column.Of((EntryRow row) => row.Amount, tag: 9),
        Column.Of((EntryRow row) => row.UsedAt, tag: 10),
        Column.Of((EntryRow row) => row.OccursAt, tag: 11),
        Column.Of((EntryRow row) => row.BookedDay, tag: 12),
        Column.Of((EntryRow row) => row.RecordedAt, tag: 13),
        Column.Of((EntryRow row) => row.UsedById, tag: 14),
        Column.Of((EntryRow row) => row.ServiceId, tag: 15),
        Column.Of((EntryRow row) => row.ReversesEntryId, tag: 16),
        Column.Of((EntryRow row) => row.BookingId, tag: 17),
        Column.Of((EntryRow row) => row.Hash, length: 32));

    /// <summary>Database key, given by the ledger.</summary>
    public long Id { get; init; }

    /// <summary>The credit's owner, whose chain the row is part of.</summary>
    public long OwnerId { get; init; }

    /// <summary>Place in the owner's chain: 1, 2, 3, ... without a gap (R7).</summary>
    public long Sequence { get; init; }

    /// <summary>The credit it changes.</summary>
    public long CreditId { get; init; }

    /// <summary>The posting it is part of.</summary>
    public long PostingId { get; init; }

    /// <summary>What it does (R3).</summary>
    public EntryKind Kind { get; init; }

    /// <summary><see cref="Kind"/>; for a reversal, the kind of the entry it reverses: which total it belongs to.</summary>
    public EntryKind EffectiveKind { get; init; }

    /// <summary>The credit's kind, held equal by a foreign key; here so that a kind's history is one index range.</summary>
    public BenefitKind BenefitKind { get; init; }

    /// <summary>Signed amount in the smallest unit (R1).</summary>
    public long Amount { get; init; }

    /// <summary>When the use was charged.</summary>
    public DateTime UsedAt { get; init; }

    /// <summary>When the booked session takes place; equals <see cref="UsedAt"/> where nothing is booked (R30).</summary>
    public DateTime OccursAt { get; init; }

    /// <summary>The local day in whose daily log it stands (R36).</summary>
    public DateOnly BookedDay { get; init; }

    /// <summary>When the ledger learned of it: the system's clock, read under the lock.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>The member who used the credit; none for an adjustment.</summary>
    public long? UsedById { get; init; }

    /// <summary>The service it was used for.</summary>
    public long? ServiceId { get; init; }

    /// <summary>The entry that this one reverses (R3).</summary>
    public long? ReversesEntryId { get; init; }

    /// <summary>The booking it belongs to (R30).</summary>
    public long? BookingId { get; init; }

    /// <summary>
    /// SHA-256 over the owner's previous hash and the canonical content of the row, its posting and, for a Grant, its credit (R8).
    /// </summary>
    public byte[] Hash { get; init; } = [];
}

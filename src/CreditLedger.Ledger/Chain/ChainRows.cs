using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Chain;

/// <summary>Every column of an entry but its hash, as it is hashed (R8).</summary>
public readonly record struct ChainEntry(
    long Id, long OwnerId, long Sequence, long CreditId, long PostingId, EntryKind Kind, EntryKind EffectiveKind, BenefitKind BenefitKind,
    long Amount, DateTime UsedAt, DateTime RecordedAt, long? UsedById, long? ServiceId, long? ReversesEntryId);

/// <summary>Every column of a posting, as it is hashed with each of its entries (R8).</summary>
public readonly record struct ChainPosting(
    long Id, string IdempotencyKey, ReadOnlyMemory<byte> RequestHash, PostingKind Kind, Actor Actor, string? Text, DateTime RecordedAt,
    int EntryCount, long? ReversesPostingId);

/// <summary>Every column of a credit, as it is hashed with its Grant (R8).</summary>
public readonly record struct ChainCredit(
    long Id, long OwnerId, long BenefitId, BenefitKind BenefitKind, long Amount, DateTime StartsAt, DateTime? ExpiresAt, int Priority,
    CreditSource Source, string? SourceName, long? OriginCreditId, string? Description, string? ExternalId, DateTime RecordedAt);

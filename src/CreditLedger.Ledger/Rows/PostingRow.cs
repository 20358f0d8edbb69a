namespace CreditLedger.Ledger.Rows;

/// <summary>
/// The set of entries recorded together by one command of one actor. Never deleted; only its texts may be erased (R4, R41).
/// </summary>
public record PostingRow : ILedgerRow<PostingRow>
{
    /// <summary>The columns. Tags 80 to 159 are this table's (R8).</summary>
    public static LedgerTable<PostingRow> Table { get; } = new(
        "Postings",
        Column.Of((PostingRow row) => row.Id, tag: 80, key: true),
        Column.Of((PostingRow row) => row.RequestHash, tag: 81, length: 32),
        Column.Of((PostingRow row) => row.Kind, tag: 82),
        Column.Of((PostingRow row) => row.ActorKind, tag: 83),
        Column.Of((PostingRow row) => row.ActorId, tag: 84),
        Column.Of((PostingRow row) => row.TextDigest, tag: 85, length: 32),
        Column.Of((PostingRow row) => row.RecordedAt, tag: 86),
        Column.Of((PostingRow row) => row.EntryCount, tag: 87),
        Column.Of((PostingRow row) => row.ReversesPostingId, tag: 88),
        Column.Of((PostingRow row) => row.BatchId, tag: 89),
        Column.Of((PostingRow row) => row.IdempotencyKey, tag: 90, length: RequestRow.MaxKeyLength, exact: true),
        Column.Of((PostingRow row) => row.Description, length: TextDigests.MaxTextLength, erasable: true),
        Column.Of((PostingRow row) => row.InternalNote, length: TextDigests.MaxTextLength, erasable: true),
        Column.Of((PostingRow row) => row.TextSalt, length: 32, erasable: true));

    /// <summary>Database key, given by the ledger.</summary>
    public long Id { get; init; }

    /// <summary>The key of the request that recorded it; with its generation unique among the requests (R9).</summary>
    public string IdempotencyKey { get; init; } = "";

    /// <summary>SHA-256 of the request (R9).</summary>
    public byte[] RequestHash { get; init; } = [];

    /// <summary>The command that recorded it.</summary>
    public PostingKind Kind { get; init; }

    /// <summary>User, API key or job.</summary>
    public ActorKind ActorKind { get; init; }

    /// <summary>Number of that user, key or job.</summary>
    public long ActorId { get; init; }

    /// <summary>Digest of the texts (R41); absent where there is no text, and kept when the texts are erased.</summary>
    public byte[]? TextDigest { get; init; }

    /// <summary>When the ledger learned of it: the system's clock, read under the lock.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>How many entries it has: a missing one is noticed.</summary>
    public int EntryCount { get; init; }

    /// <summary>The posting that this one undoes, as a whole or in part (R24).</summary>
    public long? ReversesPostingId { get; init; }

    /// <summary>The import that it is part of.</summary>
    public long? BatchId { get; init; }

    /// <summary>Why, 1 to 500 characters; the member may read it (R21).</summary>
    public string? Description { get; init; }

    /// <summary>A note for staff only, 1 to 500 characters (R21).</summary>
    public string? InternalNote { get; init; }

    /// <summary>32 random bytes that keep the digest from telling the texts (R41).</summary>
    public byte[]? TextSalt { get; init; }

    /// <summary>Who recorded it.</summary>
    public Actor Actor => new(ActorKind, ActorId);
}

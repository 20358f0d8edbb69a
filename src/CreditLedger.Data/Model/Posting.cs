using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Model;

/// <summary>The set of entries recorded together by one act of one actor. Never updated or deleted (R4).</summary>
public sealed class Posting
{
    /// <summary>Database key, given by the ledger.</summary>
    public long Id { get; internal set; }

    /// <summary>Unique text, 1 to 200 characters (R9).</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>SHA-256 of the request, to tell a repetition from another request with the same key (R9).</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>The act.</summary>
    public PostingKind Kind { get; internal set; }

    /// <summary>User, API key or job.</summary>
    public ActorKind ActorKind { get; internal set; }

    /// <summary>Number of that user, key or job.</summary>
    public long ActorId { get; internal set; }

    /// <summary>Reason or description, up to 500 characters; the member may read it.</summary>
    public string? Text { get; internal set; }

    /// <summary>When the ledger learned of it: the system's clock.</summary>
    public DateTime RecordedAt { get; internal set; }

    /// <summary>How many entries it has: a missing one is noticed.</summary>
    public int EntryCount { get; internal set; }

    /// <summary>The posting that this one undoes (R24).</summary>
    public long? ReversesPostingId { get; internal set; }

    /// <summary>Its rows.</summary>
    public ICollection<LedgerEntry> Entries { get; } = [];
}

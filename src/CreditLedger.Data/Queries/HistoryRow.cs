namespace CreditLedger.Data.Queries;

/// <summary>A history's row as the database gives it.</summary>
public record HistoryRow
{
    /// <summary>Database key.</summary>
    public long EntryId { get; init; }

    /// <summary>The member whose chain it is in.</summary>
    public long OwnerId { get; init; }

    /// <summary>Its number in that chain.</summary>
    public long Sequence { get; init; }

    /// <summary>The posting it is part of.</summary>
    public long PostingId { get; init; }

    /// <summary>The credit.</summary>
    public long CreditId { get; init; }

    /// <summary>What it did.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>The total it belongs to.</summary>
    public EntryKind EffectiveKind { get; init; }

    /// <summary>When it happened.</summary>
    public DateTime UsedAt { get; init; }

    /// <summary>When the ledger learned of it.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>Signed amount.</summary>
    public long Amount { get; init; }

    /// <summary>Name of the member who used it.</summary>
    public string? MemberName { get; init; }

    /// <summary>Their e-mail.</summary>
    public string? MemberEmail { get; init; }

    /// <summary>Who recorded it.</summary>
    public ActorKind ActorKind { get; init; }

    /// <summary>The number of that user or job.</summary>
    public long ActorId { get; init; }

    /// <summary>That user's e-mail.</summary>
    public string? UserEmail { get; init; }

    /// <summary>The posting's reason or description.</summary>
    public string? Text { get; init; }

    /// <summary>The posting's note for staff only (R21).</summary>
    public string? InternalNote { get; init; }

    /// <summary>The service it was used for.</summary>
    public string? ServiceName { get; init; }

    /// <summary>The posting that it undoes.</summary>
    public long? ReversesPostingId { get; init; }

    /// <summary>Whether a later entry undid it.</summary>
    public bool IsUndone { get; init; }

    /// <summary>Its place, in a history of this owner; in others every row is own.</summary>
    internal HistoryKey KeyIn(HistoryScope scope) =>
        scope.IsOfMember && OwnerId != scope.OwnerId ? new HistoryKey(UsedAt, false, EntryId) : new HistoryKey(UsedAt, true, Sequence);
}

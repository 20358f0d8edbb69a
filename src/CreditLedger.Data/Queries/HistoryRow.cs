using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Queries;

/// <summary>A history's row as the database gives it.</summary>
internal sealed class HistoryRow
{
    public long OwnerId { get; init; }
    public long Id { get; init; }
    public long Sequence { get; init; }
    public long PostingId { get; init; }
    public long CreditId { get; init; }
    public EntryKind Kind { get; init; }
    public EntryKind EffectiveKind { get; init; }
    public DateTime UsedAt { get; init; }
    public DateTime RecordedAt { get; init; }
    public long Amount { get; init; }
    public string? MemberName { get; init; }
    public string? MemberEmail { get; init; }
    public ActorKind ActorKind { get; init; }
    public long ActorId { get; init; }
    public string? UserEmail { get; init; }
    public string? Text { get; init; }
    public string? InternalNote { get; init; }
    public string? ServiceName { get; init; }
    public long? ReversesPostingId { get; init; }
    public bool IsUndone { get; init; }

    /// <summary>Its place, in a history of this owner; in others every row is own.</summary>
    public HistoryKey KeyIn(HistoryScope scope) => scope.IsOfMember && OwnerId != scope.OwnerId ? new HistoryKey(UsedAt, false, Id) : new HistoryKey(UsedAt, true, Sequence);
}

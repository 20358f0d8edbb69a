using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

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

    /// <summary>The posting it is part of, whole: what a form stores on it can be shown.</summary>
    public PostingRow Posting { get; init; } = null!;

    /// <summary>The number of that posting.</summary>
    public long PostingId => Posting.Id;

    /// <summary>When the ledger learned of it.</summary>
    public DateTime RecordedAt => Posting.RecordedAt;

    /// <summary>The credit.</summary>
    public long CreditId { get; init; }

    /// <summary>What it did.</summary>
    public EntryKind Kind { get; init; }

    /// <summary>The total it belongs to.</summary>
    public EntryKind EffectiveKind { get; init; }

    /// <summary>When it happened.</summary>
    public DateTime UsedAt { get; init; }

    /// <summary>When the booked session takes place; the same where nothing is booked (R30).</summary>
    public DateTime OccursAt { get; init; }

    /// <summary>Signed amount.</summary>
    public long Amount { get; init; }

    /// <summary>Name of the member who used it.</summary>
    public string? MemberName { get; init; }

    /// <summary>Their e-mail.</summary>
    public string? MemberEmail { get; init; }

    /// <summary>The e-mail of the user who recorded it.</summary>
    public string? UserEmail { get; init; }

    /// <summary>The service it was used for.</summary>
    public string? ServiceName { get; init; }

    /// <summary>Whose part of the posting it is: <see cref="PostedEntry.MemberId"/>.</summary>
    public long PartOf { get; init; }

    /// <summary>Whether a later entry undid it.</summary>
    public bool IsUndone { get; init; }

    /// <summary>Its place, in a history of this owner; in others every row is own.</summary>
    internal HistoryKey KeyIn(HistoryScope scope) =>
        scope.CreditId is null && OwnerId != scope.OwnerId
            ? new HistoryKey(UsedAt, false, EntryId) : new HistoryKey(UsedAt, true, Sequence);
}

using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Queries.Postings;

/// <summary>One posting, and what became of it.</summary>
public sealed record PostingSummary
{
    /// <summary>The row, whole: what a form stores on it can be shown.</summary>
    public required PostingRow Row { get; init; }

    /// <summary>Database key.</summary>
    public long Id => Row.Id;

    /// <summary>The user's e-mail; none for others, and for a user who was erased.</summary>
    public required string? ActorEmail { get; init; }

    /// <summary>Who recorded it, as people call them.</summary>
    public string ActorName => ActorNames.Of(Row.ActorKind, Row.ActorId, ActorEmail);

    /// <summary>The last posting that undid it or a part of it (R24).</summary>
    public required long? ReversedByPostingId { get; init; }

    /// <summary>How many of its entries were undone: each is, once at most, by an entry of what undid it.</summary>
    public required int UndoneEntries { get; init; }

    /// <summary>How much of it was undone.</summary>
    public UndoneState Undone => StateOf(UndoneEntries, Row.EntryCount);

    /// <summary>How much that is.</summary>
    public static UndoneState StateOf(int undone, int entries) =>
        undone == 0 ? UndoneState.Nothing : undone < entries ? UndoneState.Partly : UndoneState.Wholly;

    /// <summary>One posting by its key; what undid it by IX_Postings_R24_ReversesPostingId.</summary>
    public static IQueryable<PostingSummary> Query(LedgerDbContext db, long postingId) =>
        from posting in db.Postings
        where posting.Id == postingId
        select new PostingSummary
        {
            Row = posting,
            ActorEmail = posting.ActorKind == ActorKind.User
                ? db.Users.Where(user => user.Id == posting.ActorId).Select(user => user.Email).FirstOrDefault()
                : null,
            ReversedByPostingId = db.Undoings.Where(later => later.ReversesPostingId == posting.Id).Max(later => (long?)later.Id),
            UndoneEntries = db.Undoings.Where(later => later.ReversesPostingId == posting.Id).Sum(later => later.EntryCount),
        };
}

namespace CreditLedger.Data.Queries.Postings;

/// <summary>One posting: who, when, why, and what became of it.</summary>
public sealed record PostingSummary
{
    /// <summary>Database key.</summary>
    public required long Id { get; init; }

    /// <summary>The act.</summary>
    public required PostingKind Kind { get; init; }

    /// <summary>User, API key or job.</summary>
    public required ActorKind ActorKind { get; init; }

    /// <summary>Number of that user, key or job.</summary>
    public required long ActorId { get; init; }

    /// <summary>The user's e-mail; none for others, and for a user who was erased.</summary>
    public required string? ActorEmail { get; init; }

    /// <summary>Who recorded it, as people call them.</summary>
    public string ActorName => ActorNames.Of(ActorKind, ActorId, ActorEmail);

    /// <summary>Reason or description.</summary>
    public required string? Text { get; init; }

    /// <summary>For staff only (R21).</summary>
    public required string? InternalNote { get; init; }

    /// <summary>When the ledger learned of it.</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>How many entries it has.</summary>
    public required int EntryCount { get; init; }

    /// <summary>The posting that it undoes (R24).</summary>
    public required long? ReversesPostingId { get; init; }

    /// <summary>The posting that undid it (R24).</summary>
    public required long? ReversedByPostingId { get; init; }

    /// <summary>One posting by its key; what undid it by IX_Postings_R24_ReversesPostingId.</summary>
    public static IQueryable<PostingSummary> Query(LedgerDbContext db, long postingId) =>
        from posting in db.Postings
        where posting.Id == postingId
        select new PostingSummary
        {
            Id = posting.Id,
            Kind = posting.Kind,
            ActorKind = posting.ActorKind,
            ActorId = posting.ActorId,
            ActorEmail = posting.ActorKind == ActorKind.User
                ? db.Users.Where(user => user.Id == posting.ActorId).Select(user => user.Email).FirstOrDefault()
                : null,
            Text = posting.Description,
            InternalNote = posting.InternalNote,
            RecordedAt = posting.RecordedAt,
            EntryCount = posting.EntryCount,
            ReversesPostingId = posting.ReversesPostingId,
            ReversedByPostingId = db.Undoings.Where(later => later.ReversesPostingId == posting.Id).Select(later => (long?)later.Id)
                .FirstOrDefault(),
        };
}

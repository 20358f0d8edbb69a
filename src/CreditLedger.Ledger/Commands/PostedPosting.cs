using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Commands;

/// <summary>A posting that was recorded, as far as undoing it asks (R24).</summary>
/// <param name="Id">Database key.</param>
/// <param name="Kind">The act.</param>
/// <param name="Entries">Its rows.</param>
public sealed record PostedPosting(long Id, PostingKind Kind, IReadOnlyList<PostedEntry> Entries)
{
    /// <summary>Its rows. Moves caused by a usage that was recorded late (R16) are part of the usage, on any owner's credit.</summary>
    public IReadOnlyList<PostedEntry> Entries { get; init; } = Kind == PostingKind.Usage ? WithMoves(Entries) : Entries;

    /// <summary>Who recorded it.</summary>
    public Actor Actor { get; init; }

    /// <summary>When it was recorded.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>The rows of some members, or of all where none is named.</summary>
    public IEnumerable<PostedEntry> Of(IReadOnlyCollection<long> memberIds) =>
        memberIds.Count == 0 ? Entries : Entries.Where(entry => memberIds.Contains(entry.MemberId));

    private static IReadOnlyList<PostedEntry> WithMoves(IReadOnlyList<PostedEntry> entries)
    {
        var user = entries.FirstOrDefault(entry => entry.Row.Kind == EntryKind.Usage)?.MemberId;
        return entries.All(entry => entry.Row.Kind == EntryKind.Usage) ? entries
            : [.. entries.Select(entry => entry.Row.Kind == EntryKind.Usage ? entry : entry with { OriginOwnerId = user })];
    }

    /// <summary>The same, once some of its rows were reversed.</summary>
    public PostedPosting ReversedBy(long postingId, IReadOnlySet<long> entryIds) => this with
    {
        Entries = [.. Entries.Select(entry => entryIds.Contains(entry.Row.Id) ? entry with { ReversedByPostingId = postingId } : entry)],
    };
}

/// <summary>A row of a posting, whose part of it it is, and what became of it.</summary>
/// <param name="Row">The row.</param>
/// <param name="OriginOwnerId">For the grant of a moved credit, the owner of the credit that it moved from.</param>
/// <param name="ReversedByPostingId">The posting that reversed it; once at most (R3).</param>
public sealed record PostedEntry(EntryRow Row, long? OriginOwnerId = null, long? ReversedByPostingId = null)
{
    /// <summary>
    /// Whose part of the posting it is: of a use who used, of a move from whom it moved, so that both sides stay together; else who owns
    /// the credit.
    /// </summary>
    public long MemberId => OriginOwnerId ?? Row.UsedById ?? Row.OwnerId;
}

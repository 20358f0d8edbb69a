using CreditLedger.Data;
using CreditLedger.Data.Queries.Postings;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Postings;

/// <summary>Reads one posting and a page of its entries.</summary>
public sealed class GetPostingPage(LedgerDbContext db)
{
    /// <summary>Entries on one page: a bulk usage may have thousands.</summary>
    public const int PageSize = 100;

    /// <summary>The page; none when there is no such posting.</summary>
    public async Task<PostingPage?> RunAsync(long postingId, long afterEntryId, CancellationToken cancellationToken)
    {
        if (await PostingSummary.Query(db, postingId).FirstOrDefaultAsync(cancellationToken) is not { } posting) return null;
        // A posting of one entry has one part.
        var parts = posting.Row.EntryCount == 1 ? [] : await PostingPart.ReadAsync(db, postingId, cancellationToken);
        var hasUse = posting.Row.Kind is PostingKind.Usage or PostingKind.Repayment or PostingKind.Change;
        var repaidBy = !hasUse ? null : await db.Reversals
            .Where(later => later.Posting!.Kind == PostingKind.Repayment
                && db.LedgerEntries.Any(entry => entry.PostingId == postingId && entry.Id == later.ReversesEntryId))
            .MaxAsync(later => (long?)later.PostingId, cancellationToken);
        var canBeRepaid = hasUse && await StandingUse.Query(db, postingId).AnyAsync(cancellationToken);
        var lines = await PostingLine.Query(db, postingId, afterEntryId).Take(PageSize + 1).ToListAsync(cancellationToken);
        var isLast = lines.Count <= PageSize;
        if (!isLast) lines.RemoveAt(PageSize);
        return new PostingPage(posting, lines, afterEntryId, isLast ? null : lines[^1].EntryId)
        { Parts = parts, CanBeRepaid = canBeRepaid, RepaidById = repaidBy };
    }
}

using CreditLedger.Data.Queries.Postings;

namespace CreditLedger.Web.Features.Postings;

/// <summary>One posting with a page of its entries.</summary>
/// <param name="Posting">Who, when, why, and what became of it.</param>
/// <param name="Lines">Entries in the order they were recorded.</param>
/// <param name="After">The entry that this page of entries follows; 0 on the first.</param>
/// <param name="NextAfter">Where the next page goes on; none on the last.</param>
public sealed record PostingPage(PostingSummary Posting, IReadOnlyList<PostingLine> Lines, long After, long? NextAfter);

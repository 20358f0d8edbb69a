using System.Security.Claims;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Postings;

namespace CreditLedger.Web.Features.Postings;

/// <summary>One posting with a page of its entries.</summary>
/// <param name="Posting">Who, when, why, and what became of it.</param>
/// <param name="Lines">Entries in the order they were recorded.</param>
/// <param name="After">The entry that this page of entries follows; 0 on the first.</param>
/// <param name="NextAfter">Where the next page goes on; none on the last.</param>
public sealed record PostingPage(PostingSummary Posting, IReadOnlyList<PostingLine> Lines, long After, long? NextAfter)
{
    /// <summary>The state of the list that it was opened from; none where it was opened from elsewhere.</summary>
    public string? List { get; init; }

    /// <summary>The postings beside, in that list's order.</summary>
    public Neighbours Neighbours { get; init; } = new(null, null);

    /// <summary>The same page of another posting.</summary>
    public string UrlOf(long postingId) => With(List, Routes.Posting(postingId));

    /// <summary>The posting with its entries after one of them.</summary>
    public string UrlAfter(long entryId) =>
        ListAddress.Of(Routes.Posting(Posting.Id)).With(ListNames.Postings, List).After(entryId).ToString();

    /// <summary>A page of a posting that still knows the list.</summary>
    public static string With(string? list, string path) => ListAddress.Of(path).With(ListNames.Postings, list).ToString();

    /// <summary>The list as it was left; the dashboard for those who may not see it.</summary>
    public static Crumb ListCrumb(ClaimsPrincipal user, string? list) => !user.Can(Permission.ViewReports) ? new("Dashboard", "/")
        : new("Transactions", list is null ? Routes.Postings : $"{Routes.Postings}?{list}");
}

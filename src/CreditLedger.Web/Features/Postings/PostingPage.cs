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
    /// <summary>Most members that are listed on one page.</summary>
    public const int MaxParts = 100;

    /// <summary>What it changed for each member; none where it is one change.</summary>
    public IReadOnlyList<PostingPart> Parts { get; init; } = [];

    /// <summary>The first of the members that are listed.</summary>
    public int FirstPart { get; init; }

    /// <summary>The members that are listed, where there are several.</summary>
    public IEnumerable<PostingPart> ShownParts => Parts.Count > 1 ? Parts.Skip(FirstPart).Take(MaxParts) : [];

    /// <summary>Whether a part of it can still be undone.</summary>
    public bool CanBeUndone => Posting.Undone != UndoneState.Wholly
        && Posting.Row.Kind is not (PostingKind.Reversal or PostingKind.Merge or PostingKind.Unmerge);

    /// <summary>Whether a use of it stands, which can be paid in another way (R45).</summary>
    public bool CanBeRepaid { get; init; }

    /// <summary>The last posting by which a use of it is paid in another way (R45).</summary>
    public long? RepaidById { get; init; }

    /// <summary>What was undone of it: "Undone for 2 of 14 members".</summary>
    public string UndoneFor => Posting.Undone == UndoneState.Wholly || Parts.Count <= 1 ? "This was undone"
        : $"Undone for {AmountFormat.Bare(Parts.Count(part => part.Standing == 0))} of {PostingText.Members(Parts.Count)}";

    /// <summary>The form that undoes it, or a member's part of it.</summary>
    public string UndoPath(long? memberId = null) =>
        ListAddress.Of(Routes.Posting(Posting.Id, "undo")).With("member", memberId is { } id ? FormText.Of(id) : null)
            .With(ListNames.Postings, List).ToString();

    /// <summary>The page with its members from a place on.</summary>
    public string PartsUrl(int first) =>
        ListAddress.Of(Routes.Posting(Posting.Id)).With("members", first == 0 ? null : FormText.Of(first))
            .With(ListNames.Postings, List).ToString();

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

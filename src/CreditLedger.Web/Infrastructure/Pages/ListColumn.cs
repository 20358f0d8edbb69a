using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>A column of a list: its heading on the page, its order, and its value in the file that the list comes as.</summary>
/// <param name="Title">The heading, on the page and in the file.</param>
/// <param name="Value">What the file holds: a text, a number or a day of the zone.</param>
public sealed record ListColumn<TRow>(string Title, Func<TRow, SiteZone, object?> Value)
{
    /// <summary>What the address says to sort by it; none where no index has it in order.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether its order begins with the highest.</summary>
    public bool StartsDescending { get; init; }

    /// <summary>Whether it holds amounts or counts.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Whether only the file has it: what the page says beside another value.</summary>
    public bool IsInFileOnly { get; init; }
}

/// <summary>One heading of a list's table.</summary>
/// <param name="Title">What it says.</param>
/// <param name="IsNumber">Whether numbers stand below it.</param>
/// <param name="SortUrl">The list sorted by it: by what it is sorted by already, the other way round.</param>
/// <param name="AriaSort">The order, where the list is sorted by it.</param>
public sealed record ListHeading(string Title, bool IsNumber, string? SortUrl, string? AriaSort)
{
    /// <summary>The headings of a list in one state.</summary>
    /// <param name="columns">Its columns; the first that can be sorted by is what the list is sorted by at first.</param>
    /// <param name="address">Its address.</param>
    /// <param name="sort">What it is sorted by.</param>
    /// <param name="isTurned">Whether that order is turned round.</param>
    public static IReadOnlyList<ListHeading> Of<TRow>(
        IReadOnlyList<ListColumn<TRow>> columns, ListAddress address, string sort, bool isTurned)
    {
        var first = columns.FirstOrDefault(column => column.Sort is not null)?.Sort;
        return
        [
            .. from column in columns
               where !column.IsInFileOnly
               let isSorted = column.Sort == sort
               select new ListHeading(
                   column.Title,
                   column.IsNumber,
                   column.Sort is null
                       ? null
                       : address.First().With("sort", column.Sort == first ? null : column.Sort)
                           .With("down", isSorted && !isTurned ? "1" : null).ToString(),
                   !isSorted ? null : column.StartsDescending != isTurned ? "descending" : "ascending"),
        ];
    }
}

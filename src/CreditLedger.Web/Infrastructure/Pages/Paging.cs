using System.Globalization;
using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>The foot of a list from the page that was read.</summary>
public static class Paging
{
    /// <summary>
    /// Links to the pages beside this one and to both ends; <paramref name="words"/> is what the list holds: "member", "members".
    /// </summary>
    public static Pager Of<T>(ListAddress address, KeysetPage<T> page, Func<T, long> id, BoundedCount? total,
        (string One, string Many) words) => new(
        page.HasPrevious ? address.First().ToString() : null,
        page.HasPrevious && page.Rows.Count > 0 ? address.Before(id(page.Rows[0])).ToString() : null,
        page.HasNext && page.Rows.Count > 0 ? address.After(id(page.Rows[^1])).ToString() : null,
        page.HasNext ? address.Last().ToString() : null,
        total is { } count && (page.HasPrevious || page.HasNext)
            ? $"{page.Rows.Count.ToString(CultureInfo.InvariantCulture)} of {Counted(count, words)}"
            : null)
        {
            CountUrl = total is { IsExact: false } ? address.With(ListAddress.CountName, "1").ToString() : null,
        };

    /// <summary>"62 members" of a whole list; "1 member matches", "3 members match" of what filters left.</summary>
    public static string Counted(BoundedCount count, (string One, string Many) words, bool isFiltered) =>
        Counted(count, words) + (isFiltered, count) switch
        {
            (false, _) => "",
            (true, { Value: 1, IsExact: true }) => " matches",
            (true, _) => " match",
        };

    /// <summary>"1 member", "1,500 members", "more than 10,000 members".</summary>
    public static string Counted(BoundedCount count, (string One, string Many) words) =>
        $"{count} {(count is { Value: 1, IsExact: true } ? words.One : words.Many)}";
}

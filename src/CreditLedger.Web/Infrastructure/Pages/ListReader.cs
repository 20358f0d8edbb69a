using System.Globalization;
using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>Reads the state of a list from its address. What cannot be read is left out and said, never an error.</summary>
public sealed class ListReader(IReadOnlyDictionary<string, StringValues> query)
{
    /// <summary>Longest state of a list that a page carries along, in characters.</summary>
    public const int MaxStateLength = 2_000;

    private const int MaxTextLength = 200;
    private readonly List<string> _problems = [];

    /// <summary>What was left out, in sentences.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The state of this request's address.</summary>
    public static ListReader Of(HttpRequest request) => new(request.Query.ToDictionary(StringComparer.Ordinal));

    /// <summary>A state that another page carries along, as a query string; one that is too long is none.</summary>
    public static ListReader Of(string? query) => new(QueryHelpers.ParseQuery(query is { Length: <= MaxStateLength } ? query : null));

    /// <summary>A text, cut to what a person would type.</summary>
    public string? Text(string name, int most = MaxTextLength)
    {
        var text = First(name)?.Trim().Replace("\0", "", StringComparison.Ordinal);
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Length <= most) return text;
        _problems.Add($"Only the first {most} characters of the search were used.");
        return text[..most];
    }

    /// <summary>Texts of one name, each once.</summary>
    public IReadOnlyList<string> Texts(string name, int most) =>
        [.. Values(name).Select(text => text?.Trim() ?? "").Where(text => text.Length is > 0 and <= MaxTextLength)
            .Distinct(StringComparer.Ordinal).Take(most)];

    /// <summary>One of the names of an enumeration, in any case.</summary>
    public T? OneOf<T>(string name) where T : struct, Enum
    {
        var text = First(name);
        if (string.IsNullOrEmpty(text)) return null;
        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase)) return Enum.Parse<T>(text, ignoreCase: true);
        _problems.Add($"“{Shorten(text)}” is no {name} of this list; it was left out.");
        return null;
    }

    /// <summary>Whether a switch is on.</summary>
    public bool Flag(string name) => First(name) is "1" or "on" or "true";

    /// <summary>A key.</summary>
    public long? Id(string name)
    {
        var text = First(name);
        if (string.IsNullOrEmpty(text)) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return id;
        _problems.Add($"“{Shorten(text)}” is no number of a record; it was left out.");
        return null;
    }

    /// <summary>A local day, as a date field sends it.</summary>
    public DateOnly? Day(string name)
    {
        var text = First(name);
        if (string.IsNullOrEmpty(text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 1970 and < 3000)
            return day;
        _problems.Add($"“{Shorten(text)}” is not a date like 2026-03-31; it was left out.");
        return null;
    }

    /// <summary>The days <c>from</c> and <c>until</c>, in their order.</summary>
    public (DateOnly? From, DateOnly? Until) Days()
    {
        var (from, until) = (Day("from"), Day("until"));
        if (!(from > until)) return (from, until);
        _problems.Add("The first day is after the last one; the two were swapped.");
        return (until, from);
    }

    /// <summary>Which page.</summary>
    public PagePosition Position() => Place() with { CountsAll = Flag(ListAddress.CountName) };

    private PagePosition Place()
    {
        if (string.Equals(First("page"), "last", StringComparison.OrdinalIgnoreCase)) return PagePosition.Last;
        if (Id("after") is { } after) return PagePosition.After(after);
        return Id("before") is { } before ? PagePosition.Before(before) : PagePosition.First;
    }

    private string? First(string name) => Values(name).FirstOrDefault();

    private StringValues Values(string name) => query.TryGetValue(name, out var values) ? values : StringValues.Empty;

    private static string Shorten(string text) => text.Length <= 30 ? text : text[..30] + "…";
}

/// <summary>Days as spans of instants.</summary>
public static class DaySpans
{
    /// <summary>The first instant of a day, if there is one.</summary>
    public static DateTime? StartOf(this SiteZone zone, DateOnly? day) => day is { } known ? zone.StartOf(known) : null;

    /// <summary>The first instant after a day, if there is one.</summary>
    public static DateTime? EndOf(this SiteZone zone, DateOnly? day) => day is { } known ? zone.EndOf(known) : null;
}

using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>How the address of a member's page names the list that it was opened from.</summary>
public static class MemberListLink
{
    /// <summary>The name in the query.</summary>
    public const string Name = "list";

    private const int MaxCharacters = 2_000;

    /// <summary>
    /// The list's state, if the address names one. A page that a link leads to knows what the page with the link knew, so that the dozens
    /// of links to forms need not say it.
    /// </summary>
    public static string? Read(HttpRequest request) => Of(request.Query[Name]) ?? OfReferrer(request);

    /// <summary>The list as it was left.</summary>
    public static string PathOf(string? list) => list is null ? Routes.Members : $"{Routes.Members}?{list}";

    /// <summary>A member's page that knows the list.</summary>
    public static string Keep(string path, string? list) =>
        list is null || !path.StartsWith(Routes.Members + "/", StringComparison.Ordinal) ? path
            : ListAddress.Of(path).With(Name, list).ToString();

    private static string? Of(StringValues value) => value.ToString() is { Length: > 0 and <= MaxCharacters } list ? list : null;

    private static string? OfReferrer(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value
            ? Of(QueryHelpers.ParseQuery(from.Query).GetValueOrDefault(Name)) : null;
}

using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace CreditLedger.Web.Tests.Site;

/// <summary>The parts of a page that a screen reader lists by name: two of one role and one name cannot be told apart.</summary>
public static class Landmarks
{
    /// <summary>The role and name of each that is there more than once.</summary>
    public static IReadOnlyList<string> SameNames(IHtmlDocument page) =>
    [
        .. page.All.Select(element => (Role: RoleOf(element), Name: NameOf(element)))
            .Where(part => part.Role.Length > 0 && (part.Name.Length > 0 || part.Role == "navigation"))
            .GroupBy(part => part).Where(same => same.Count() > 1).Select(same => $"{same.Key.Role} \"{same.Key.Name}\""),
    ];

    // A section or a form without a name is no landmark.
    private static string RoleOf(IElement element) => element.GetAttribute("role") switch
    {
        "region" or "form" or "navigation" or "search" or "complementary" => element.GetAttribute("role")!,
        null => element.LocalName switch
        {
            "section" => "region",
            "form" => "form",
            "nav" => "navigation",
            "aside" => "complementary",
            "search" => "search",
            _ => "",
        },
        _ => "",
    };

    private static string NameOf(IElement element) =>
        element.GetAttribute("aria-labelledby") is { Length: > 0 } labels
            ? Fold(string.Join(' ', labels.Split(' ').Select(id => element.Owner!.GetElementById(id)?.TextContent)))
            : Fold(element.GetAttribute("aria-label") ?? "");

    private static string Fold(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
}

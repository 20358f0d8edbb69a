using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Search;

/// <summary>
/// What the command menu lists and fields suggest: fragments for script. Without script the same words go to the members list, or are sent
/// with the form as they were typed.
/// </summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class SearchController : Controller
{
    private const int MaxSearchLength = 200;
    private const int MinSuggestLength = 2;
    private const int MaxSuggestions = 10;

    [HttpGet(Routes.Search)]
    public async Task<IActionResult> Find(
        [FromQuery] string? q, [FromQuery] string? search, [FromServices] FindAnything find, CancellationToken cancellationToken) =>
        PartialView("Results", await find.RunAsync(Cut(q ?? search), User, cancellationToken));

    [HttpGet(Routes.Search + "/members")]
    public async Task<IActionResult> Members([FromServices] FindAnything find, CancellationToken cancellationToken)
    {
        // A field sends what was typed under its own name, and nothing else.
        var typed = Cut(Request.Query.Select(field => field.Value.ToString()).FirstOrDefault());
        IReadOnlyList<FoundMember> found = typed.Length < MinSuggestLength
            ? []
            : await find.MembersAsync(typed, MaxSuggestions, cancellationToken);
        return PartialView("Suggestions", new MemberSuggestions(typed, found));
    }

    private static string Cut(string? typed) => (typed ?? "").Trim() is var words && words.Length > MaxSearchLength
        ? words[..MaxSearchLength] : words;
}

using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Search;

/// <summary>What the command menu lists: a fragment for script; without script the same words go to the members list.</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class SearchController : Controller
{
    private const int MaxSearchLength = 200;

    [HttpGet("/search")]
    public async Task<IActionResult> Find(string? q, string? search, [FromServices] FindAnything find, CancellationToken cancellationToken)
    {
        var words = (q ?? search ?? "").Trim();
        if (words.Length > MaxSearchLength) words = words[..MaxSearchLength];
        return PartialView("Results", await find.RunAsync(words, User, cancellationToken));
    }
}

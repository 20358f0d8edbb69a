using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Postings;

/// <summary>One posting.</summary>
[Route("postings/{id:long}")]
[RequirePermission(Permission.BrowseMembers)]
public sealed class PostingsController(GetPostingPage show) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Posting([FromRoute] long id, [FromQuery] string? after, CancellationToken cancellationToken)
    {
        _ = long.TryParse(after, out var afterEntryId);
        var page = await show.RunAsync(id, afterEntryId, cancellationToken);
        return page is null ? NotFound() : View("Posting", page);
    }
}

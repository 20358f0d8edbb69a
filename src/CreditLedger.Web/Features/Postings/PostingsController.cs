using System.Runtime.CompilerServices;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Postings;

/// <summary>One posting, for all who browse members; the list of all, for those who see reports.</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class PostingsController(PostingListQuery list, ActorsQuery actors, TimeProvider clock, SiteZone zone) : Controller
{
    [HttpGet(Routes.Postings)]
    [RequirePermission(Permission.ViewReports)]
    public async Task<IActionResult> Index([FromServices] GetPostingsPage show, CancellationToken cancellationToken) =>
        View(await show.RunAsync(PostingListState.Read(Request), User.Email(), cancellationToken));

    [HttpGet(Routes.Postings + ".csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File() => new ListFile<PostingListRow>(
        "transactions", PostingListState.Columns, AllAsync(PostingListState.Read(Request), HttpContext.RequestAborted));

    [HttpGet("/postings/{id:long}")]
    public async Task<IActionResult> Posting(
        [FromRoute] long id, [FromQuery] string? after, [FromQuery] string? members, [FromServices] GetPostingPage show,
        CancellationToken cancellationToken)
    {
        _ = long.TryParse(after, out var afterEntryId);
        if (await show.RunAsync(id, afterEntryId, cancellationToken) is not { } page) return NotFound();
        page = page with { FirstPart = (int)Math.Min(FormText.Number(members) ?? 0, page.Parts.Count) };
        if (ListReader.Of(Request).Text(ListNames.Postings, ListReader.MaxStateLength) is not { } state) return View(page);
        var now = clock.Now();
        var filter = await PostingListState.Read(state).FilterAsync(actors, zone, now, cancellationToken);
        return View(page with { List = state, Neighbours = await list.NeighboursAsync(filter, id, now, cancellationToken) });
    }

    private async IAsyncEnumerable<PostingListRow> AllAsync(
        PostingListState state, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var filter = await state.FilterAsync(actors, zone, now, cancellationToken);
        await foreach (var row in list.AllAsync(filter, now, cancellationToken)) yield return row;
    }
}

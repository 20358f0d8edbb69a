using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Statements;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Credits;

/// <summary>All credits of the space; and one credit: its figures, why its balance is what it is, and each use of it.</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class CreditsController(CreditQuery credits, TimeProvider clock, SiteZone zone) : Controller
{
    private const int PageSize = 50;

    [HttpGet(Routes.Credits)]
    public async Task<IActionResult> Index([FromServices] GetCreditsPage show, CancellationToken cancellationToken) =>
        View(await show.RunAsync(CreditListState.Read(Request), cancellationToken));

    [HttpGet(Routes.Credits + ".csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File([FromServices] CreditListQuery list) => new ListFile<ListedCredit>(
        "credits", CreditListState.Columns,
        list.AllAsync(CreditListState.Read(Request).Filter(zone, clock.Now()), clock.Now(), HttpContext.RequestAborted));

    [HttpGet("/credits/{id:long:min(1)}")]
    public async Task<IActionResult> Overview(
        [FromRoute] long id, [FromServices] StatementQuery statements, [FromServices] IssuedPeriodsQuery issued,
        [FromServices] GroupQuery groups,
        [FromServices] CreditListQuery list, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (await credits.RunAsync(id, now, cancellationToken) is not { } details) return NotFound();
        var facts = await statements.RunAsync(details.Credit, cancellationToken);
        var sharing = details.Credit.IsShared ? await groups.OwnedByAsync(details.Credit.OwnerId, now, cancellationToken) : [];
        return View(new CreditOverview(
            await ViewAsync(details, false, list, cancellationToken), new BalanceExplanation(zone, now).Explain(facts),
            await issued.OfCreditAsync(id, now, cancellationToken),
            [.. sharing.Where(group => group.Shares.Contains(details.Credit.Kind))]));
    }

    [HttpGet("/credits/{id:long:min(1)}/history")]
    public async Task<IActionResult> History(
        [FromRoute] long id, [FromServices] UseHistoryQuery history, [FromServices] CreditListQuery list,
        CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (await credits.RunAsync(id, now, cancellationToken) is not { } details) return NotFound();
        var view = await ViewAsync(details, true, list, cancellationToken);
        if (!details.Credit.Unit.Traits.IsInUseHistory) return View(new CreditHistory(view, null));
        var state = HistoryState.Read(Request, Routes.Credit(id, "history"), zone);
        var page = await history.RunAsync(HistoryScope.OfCredit(id), state.Filter, state.Position, PageSize, now, cancellationToken);
        return View(new CreditHistory(view, new HistoryView(state, page, $"Use history of {details.Credit.BenefitName}", true)));
    }

    [HttpGet("/credits/{id:long:min(1)}/history.csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult HistoryFile([FromRoute] long id, [FromServices] UseHistoryQuery history) => new ListFile<HistoryLine>(
        "history", HistoryView.Columns,
        history.AllAsync(
            HistoryScope.OfCredit(id), HistoryState.Read(Request, Request.Path, zone).Filter, clock.Now(), HttpContext.RequestAborted));

    private async Task<CreditView> ViewAsync(
        CreditDetails details, bool isHistory, CreditListQuery list, CancellationToken cancellationToken)
    {
        var view = new CreditView(details, isHistory);
        if (ListReader.Of(Request).Text(ListNames.Credits, ListReader.MaxStateLength) is not { } state) return view;
        var filter = CreditListState.Read(state).Filter(zone, clock.Now());
        return view with
        {
            List = state,
            Neighbours = await list.NeighboursAsync(filter, details.Credit.Id, clock.Now(), cancellationToken),
        };
    }
}

using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Groups;

/// <summary>Teams, businesses and families: the list, a group's pages, and a member's groups. Reads only.</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class GroupsController(
    GroupQuery groups, GroupListQuery list, TimeProvider clock, SiteZone zone, SiteSettings site) : Controller
{
    private const int PageSize = 50;

    [HttpGet(Routes.Groups)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var state = GroupListState.Read(Request);
        var page = await list.RunAsync(state.Filter, state.Position, PageSize, clock.Now(), cancellationToken);
        return View(new GroupsPage(state, page));
    }

    [HttpGet(Routes.Groups + ".csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File() => new ListFile<GroupListRow>(
        "groups", GroupListState.Columns, list.AllAsync(GroupListState.Read(Request).Filter, clock.Now(), HttpContext.RequestAborted));

    [HttpGet("/groups/{id:long:min(1)}")]
    public async Task<IActionResult> Overview([FromRoute] long id, CancellationToken cancellationToken) =>
        await FindAsync(id, GroupTab.Overview, cancellationToken) is { } view
            ? View(new GroupOverview(view, site.Currency, zone, new GroupAddForm { FirstDay = DayText.Of(zone.DayOf(clock.Now())) }))
            : NotFound();

    [HttpGet("/groups/{id:long:min(1)}/benefits")]
    public async Task<IActionResult> Benefits(
        [FromRoute] long id, [FromServices] OwnerCreditsQuery credits, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, GroupTab.Benefits, cancellationToken) is not { } view) return NotFound();
        return View(new GroupBenefits(view, await credits.NotOverAsync(view.Group.OwnerId, null, clock.Now(), cancellationToken)));
    }

    [HttpGet("/groups/{id:long:min(1)}/benefits/{benefitId:long:min(1)}")]
    public async Task<IActionResult> Item(
        [FromRoute] long id, [FromRoute] long benefitId, [FromServices] SharedBenefitsQuery benefits, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, GroupTab.Benefits, cancellationToken) is not { } view) return NotFound();
        return (await benefits.RunAsync(cancellationToken)).FirstOrDefault(benefit => benefit.Id == benefitId) is { } found
            ? View(new GroupItemPage(view, found, site.Currency, zone)) : NotFound();
    }

    [HttpGet("/groups/{id:long:min(1)}/use")]
    public async Task<IActionResult> Use([FromRoute] long id, [FromServices] GroupUseQuery uses, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, GroupTab.Use, cancellationToken) is not { } view) return NotFound();
        var reader = ListReader.Of(Request);
        var today = zone.DayOf(clock.Now());
        var (from, until) = (reader.Day("from") ?? new DateOnly(today.Year, today.Month, 1), reader.Day("until") ?? today);
        if (from > until) (from, until) = (until, from);
        var sums = await uses.RunAsync(view.Group.OwnerId, view.Group.EverShared, zone.StartOf(from), zone.EndOf(until), cancellationToken);
        return View(new GroupUsePage(view, from, until, sums, reader.Problems));
    }

    [HttpGet("/groups/{id:long:min(1)}/history")]
    public async Task<IActionResult> FirstHistory([FromRoute] long id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, GroupTab.History, cancellationToken) is not { } view) return NotFound();
        var first = view.Kinds.FirstOrDefault(view.Group.EverShared.Contains, BenefitTabs.First);
        return Redirect(view.With(Routes.Group(id, "history", BenefitTabs.SlugOf(first))));
    }

    [HttpGet("/groups/{id:long:min(1)}/history/{tab}")]
    public async Task<IActionResult> History(
        [FromRoute] long id, [FromRoute] string tab, [FromServices] UseHistoryQuery history, CancellationToken cancellationToken)
    {
        if (BenefitTabs.UsedKindOf(tab) is not { } kind || await FindAsync(id, GroupTab.History, cancellationToken) is not { } view)
            return NotFound();
        var state = HistoryState.Read(Request, Routes.Group(id, "history", tab), zone);
        var page = await history.RunAsync(HistoryScope.OfGroup(view.Group.OwnerId, kind), state.Filter, state.Position, PageSize,
            clock.Now(), cancellationToken);
        return View(
            new GroupHistory(view, kind, new HistoryView(state, page, $"{Wording.Kind(kind)}: use history of {view.Group.Name}", false)));
    }

    [HttpGet("/groups/{id:long:min(1)}/history/{tab}.csv")]
    [RequirePermission(Permission.Export)]
    public async Task<IActionResult> HistoryFile(
        [FromRoute] long id, [FromRoute] string tab, [FromServices] UseHistoryQuery history, CancellationToken cancellationToken)
    {
        if (BenefitTabs.UsedKindOf(tab) is not { } kind || await FindAsync(id, GroupTab.History, cancellationToken) is not { } view)
            return NotFound();
        var filter = HistoryState.Read(Request, Request.Path, zone).Filter;
        return new ListFile<HistoryLine>(
            $"history-{tab}", HistoryView.Columns,
            history.AllAsync(HistoryScope.OfGroup(view.Group.OwnerId, kind), filter, clock.Now(), HttpContext.RequestAborted));
    }

    [HttpGet("/members/{id:long:min(1)}/groups")]
    public async Task<IActionResult> OfMember([FromRoute] long id, [FromServices] MemberFrame frame, CancellationToken cancellationToken)
    {
        if (await frame.RunAsync(id, MemberTab.Groups, Request, cancellationToken) is not { } member) return NotFound();
        return View(new MemberGroups(member, await groups.OfMemberAsync(id, clock.Now(), cancellationToken), site.Currency, zone));
    }

    private async Task<GroupView?> FindAsync(long id, GroupTab tab, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (await groups.OneAsync(id, now, cancellationToken) is not { } group) return null;
        var view = new GroupView(group, tab);
        if (ListReader.Of(Request).Text(ListNames.Groups, ListReader.MaxStateLength) is not { } state) return view;
        return view with
        {
            List = state,
            Neighbours = await list.NeighboursAsync(GroupListState.Read(state).Filter, id, now, cancellationToken),
        };
    }
}

using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.UseHistory;

/// <summary>A member's benefit use history, by kind. Passes are left out (R34).</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class UseHistoryController(TimeProvider clock, SiteZone zone) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/members/{id:long:min(1)}/benefits/history")]
    public IActionResult History([FromRoute] long id) =>
        Redirect(Routes.Member(id, "benefits", "history", BenefitTabs.SlugOf(BenefitTabs.First)));

    [HttpGet("/members/{id:long:min(1)}/benefits/history/{tab}")]
    public async Task<IActionResult> Kind(
        [FromRoute] long id, [FromRoute] string tab, [FromServices] MemberFrame frame, [FromServices] UseHistoryQuery history,
        CancellationToken cancellationToken)
    {
        if (BenefitTabs.UsedKindOf(tab) is not { } kind || await frame.RunAsync(id, MemberTab.Benefits, Request, cancellationToken) is not
            { } member)
            return NotFound();
        var state = HistoryState.Read(Request, Routes.Member(id, "benefits", "history", tab), zone);
        var page = await history.RunAsync(HistoryScope.OfOwner(id, kind), state.Filter, state.Position, PageSize, clock.Now(),
            cancellationToken);
        return View(
            new UseHistoryView(member, kind,
            new HistoryView(state, page, $"{Wording.Kind(kind)}: use history of {member.Member.Name}", false)));
    }

    [HttpGet("/members/{id:long:min(1)}/benefits/history/{tab}.csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File([FromRoute] long id, [FromRoute] string tab, [FromServices] UseHistoryQuery history)
    {
        if (BenefitTabs.UsedKindOf(tab) is not { } kind) return NotFound();
        var filter = HistoryState.Read(Request, Request.Path, zone).Filter;
        return new ListFile<HistoryLine>(
            $"history-{tab}", HistoryView.Columns,
            history.AllAsync(HistoryScope.OfOwner(id, kind), filter, clock.Now(), HttpContext.RequestAborted));
    }
}

/// <summary>A member's use history of one kind.</summary>
/// <param name="View">What stands above.</param>
/// <param name="Kind">The kind.</param>
/// <param name="History">The table.</param>
public sealed record UseHistoryView(MemberView View, BenefitKind Kind, HistoryView History);

using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Members;

/// <summary>The members list and a member's overview.</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class MembersController(TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet(Routes.Members)]
    public async Task<IActionResult> Index(
        [FromServices] MembersQuery members, [FromServices] KnownTags tags, CancellationToken cancellationToken)
    {
        var state = MemberListState.Read(Request);
        var page = await members.RunAsync(state.Filter, state.Position, PageSize, clock.Now(), cancellationToken);
        return View(new MembersPage(state, page, await tags.GetAsync(cancellationToken)));
    }

    [HttpGet(Routes.Members + ".csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File([FromServices] MembersQuery members) => new ListFile<MemberRow>(
        "members", MemberListState.Columns,
        members.AllAsync(MemberListState.Read(Request).Filter, clock.Now(), HttpContext.RequestAborted));

    [HttpGet("/members/{id:long:min(1)}")]
    public async Task<IActionResult> Overview(
        long id, [FromServices] MemberFrame frame, [FromServices] OwnerCreditsQuery credits, [FromServices] MembershipsQuery memberships,
        [FromServices] GroupQuery groups, CancellationToken cancellationToken)
    {
        if (await frame.RunAsync(id, MemberTab.Overview, Request, cancellationToken) is not { } member) return NotFound();
        var reader = ListReader.Of(Request);
        var owned = await credits.NotOverAsync(id, null, clock.Now(), cancellationToken);
        return View(new MemberOverview(member, BenefitLine.Of(owned.Credits), reader.Flag("remaining"))
        {
            Memberships = await memberships.CurrentAsync(id, clock.Now(), cancellationToken),
            Now = clock.Now(),
            Shared = [.. owned.Shared.Select(owner => (owner, BenefitLine.Of(owner.Credits)))],
            Groups = [.. (await groups.OfMemberAsync(id, clock.Now(), cancellationToken)).Where(group => group.OwnerId == id)],
        });
    }
}

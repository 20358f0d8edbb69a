using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Bookings;
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
    public IActionResult File([FromServices] MembersQuery members) => new ListFile<MemberListRow>(
        "members", MemberListState.Columns,
        members.AllAsync(MemberListState.Read(Request).Filter, clock.Now(), HttpContext.RequestAborted));

    [HttpGet("/members/{id:long:min(1)}")]
    public async Task<IActionResult> Overview(
        [FromRoute] long id, [FromServices] MemberFrame frame, [FromServices] OwnerCreditsQuery credits,
        [FromServices] MembershipsQuery memberships,
        [FromServices] GroupQuery groups, [FromServices] MergesQuery merges, CancellationToken cancellationToken)
    {
        if (await frame.RunAsync(id, MemberTab.Overview, Request, cancellationToken) is not { } member) return NotFound();
        var reader = ListReader.Of(Request);
        var filter = reader.OneOf<BenefitFilter>("show") ?? BenefitFilter.All;
        var owned = await credits.NotOverAsync(id, null, clock.Now(), cancellationToken);
        var lines = filter == BenefitFilter.Expired
            ? BenefitLine.OfExpired(await credits.ExpiredSinceAsync(id, clock.Now().AddYears(-1), clock.Now(), cancellationToken))
            : BenefitLine.Of(owned.Credits);
        return View(new MemberOverview(member, lines, filter)
        {
            Memberships = await memberships.CurrentAsync(id, clock.Now(), cancellationToken),
            Now = clock.Now(),
            Shared = [.. owned.Shared.Select(owner => (owner, BenefitLine.Of(owner.Credits)))],
            Groups = await groups.OwnedByAsync(id, clock.Now(), cancellationToken),
            Merged = await merges.IntoAsync(id, cancellationToken),
        });
    }

    [HttpGet("/members/{id:long:min(1)}/remaining")]
    public async Task<IActionResult> Remaining(
        [FromRoute] long id, [FromServices] MemberFrame frame, [FromServices] OwnerCreditsQuery credits,
        CancellationToken cancellationToken)
    {
        if (await frame.RunAsync(id, MemberTab.Overview, Request, cancellationToken) is not { } member) return NotFound();
        var owned = await credits.NotOverAsync(id, null, clock.Now(), cancellationToken);
        return View(new MemberRemaining(member, [.. owned.Credits.Where(credit => !credit.IsPast).OrderBy(credit => credit.Kind)
            .ThenBy(credit => credit.BenefitName, StringComparer.OrdinalIgnoreCase).ThenBy(credit => credit.ExpiresAt)]));
    }

    [HttpGet("/members/{id:long:min(1)}/credits")]
    public async Task<IActionResult> Credits(
        [FromRoute] long id, [FromServices] MemberFrame frame, [FromServices] OwnerCreditsQuery credits,
        [FromServices] MemberUsesQuery uses, [FromServices] CommittedQuery committed,
        CancellationToken cancellationToken)
    {
        if (await frame.RunAsync(id, MemberTab.Credits, Request, cancellationToken) is not { } member) return NotFound();
        var reader = ListReader.Of(Request);
        var owned = await credits.NotOverAsync(id, null, clock.Now(), cancellationToken);
        var page = await uses.RunAsync(id, reader.Position(), PageSize, clock.Now(), cancellationToken);
        return View(new MemberCredits(member, owned, page, reader.Problems)
        { Committed = await committed.RunAsync(id, cancellationToken) });
    }
}

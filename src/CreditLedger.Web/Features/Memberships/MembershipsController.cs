using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Memberships;

/// <summary>One membership: where it stands, what comes next, and every credit that it granted.</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class MembershipsController(TimeProvider clock) : Controller
{
    private const int PageSize = 25;

    [HttpGet("/memberships/{id:long:min(1)}")]
    public async Task<IActionResult> Membership(
        [FromRoute] long id, [FromServices] MembershipsQuery memberships, [FromServices] IssuedPeriodsQuery periods,
        [FromServices] SkippedPeriodsQuery skipped, [FromServices] GrantedTotalsQuery totals, CancellationToken cancellationToken)
    {
        if (await memberships.OneAsync(id, cancellationToken) is not { } membership) return NotFound();
        var (now, reader) = (clock.Now(), ListReader.Of(Request));
        var issued = await periods.RunAsync(id, reader.Position(), PageSize, now, cancellationToken);
        var granted = await totals.RunAsync([id], now, cancellationToken);
        return View(new MembershipPage(membership with { Granted = [.. granted[id]] }, issued, now, reader.Problems)
        {
            Skipped = await skipped.RunAsync(id, cancellationToken),
        });
    }
}

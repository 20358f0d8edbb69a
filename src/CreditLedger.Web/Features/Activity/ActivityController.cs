using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Activity;

/// <summary>What a member was given credits by, and what they book: memberships, packages and bookings.</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class ActivityController(MemberFrame frame, TimeProvider clock) : Controller
{
    private const int PageSize = 25;

    [HttpGet("/members/{id:long:min(1)}/activity")]
    public async Task<IActionResult> Memberships(
        [FromRoute] long id, [FromServices] MembershipsQuery memberships, [FromServices] GrantedTotalsQuery totals,
        CancellationToken cancellationToken)
    {
        if (await frame.RunAsync(id, MemberTab.Activity, Request, cancellationToken) is not { } member) return NotFound();
        var (now, reader) = (clock.Now(), ListReader.Of(Request));
        var showPast = reader.Flag("past");
        var current = await memberships.CurrentAsync(id, now, cancellationToken);
        var past = await memberships.PastAsync(id, reader.Position(), PageSize, now, cancellationToken);
        var shown = showPast ? current.Concat(past.Rows) : current;
        var granted = await totals.RunAsync([.. shown.Select(membership => membership.Id)], now, cancellationToken);
        return View(new MembershipsPage(
            member, WithTotals(current), showPast ? past.With(WithTotals(past.Rows)) : null, past.Rows.Count > 0, now, reader.Problems));

        IReadOnlyList<MembershipSummary> WithTotals(IReadOnlyList<MembershipSummary> memberships) =>
            [.. memberships.Select(membership => membership with { Granted = [.. granted[membership.Id]] })];
    }

    [HttpGet("/members/{id:long:min(1)}/activity/bookings")]
    public async Task<IActionResult> Bookings(
        [FromRoute] long id, [FromServices] MemberBookingsQuery bookings, CancellationToken cancellationToken)
    {
        if (await frame.RunAsync(id, MemberTab.Activity, Request, cancellationToken) is not { } member) return NotFound();
        var (now, reader) = (clock.Now(), ListReader.Of(Request));
        var showPast = reader.Flag("past");
        var page = await bookings.RunAsync(id, showPast, now, reader.Position(), PageSize, cancellationToken);
        return View(new MemberBookingsPage(member, page, showPast, reader.Problems));
    }

    [HttpGet("/members/{id:long:min(1)}/activity/packages")]
    public async Task<IActionResult> Packages([FromRoute] long id, [FromServices] SalesQuery sales, CancellationToken cancellationToken)
    {
        if (await frame.RunAsync(id, MemberTab.Activity, Request, cancellationToken) is not { } member) return NotFound();
        var reader = ListReader.Of(Request);
        var page = await sales.RunAsync(id, reader.Position(), PageSize, cancellationToken);
        return View(new PackagesPage(member, page, reader.Problems));
    }
}

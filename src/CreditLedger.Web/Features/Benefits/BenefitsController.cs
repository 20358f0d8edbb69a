using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Ledger.Statements;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Benefits;

/// <summary>A member's credits, by kind.</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class BenefitsController(TimeProvider clock, SiteZone zone) : Controller
{
    private const int PastPageSize = 20;

    [HttpGet("/members/{id:long:min(1)}/benefits")]
    public IActionResult Benefits([FromRoute] long id) => Redirect(BenefitTabs.PathOf(id, BenefitTabs.First));

    [HttpGet("/members/{id:long:min(1)}/benefits/{tab}")]
    public async Task<IActionResult> Kind(
        [FromRoute] long id, [FromRoute] string tab, [FromServices] MemberFrame frame, [FromServices] OwnerCreditsQuery credits,
        [FromServices] CommittedQuery committed, CancellationToken cancellationToken)
    {
        if (BenefitTabs.KindOf(tab) is not { } kind || await frame.RunAsync(id, MemberTab.Benefits, Request, cancellationToken) is not
            { } member)
            return NotFound();
        var now = clock.Now();
        var reader = ListReader.Of(Request);
        var showPast = reader.Flag("past");
        var owned = await credits.NotOverAsync(id, kind, now, cancellationToken);
        var expired = showPast ? await credits.ExpiredAsync(id, kind, reader.Position(), PastPageSize, now, cancellationToken) : null;
        var hasAny = owned.Credits.Count > 0 || expired?.Rows.Count > 0 || await credits.AnyAsync(id, kind, cancellationToken);
        return View(new BenefitsPage(member with { Kind = kind }, kind, owned, showPast, expired, hasAny, reader.Problems)
        { Committed = [.. (await committed.RunAsync(id, cancellationToken)).Where(amount => amount.Unit.Kind == kind)] });
    }

    [HttpGet("/members/{id:long:min(1)}/benefits/{tab}/why")]
    public async Task<IActionResult> Why(
        [FromRoute] long id, [FromRoute] string tab, [FromServices] MemberFrame frame, [FromServices] KindStatementQuery statements,
        [FromServices] OwnerCreditsQuery credits, CancellationToken cancellationToken)
    {
        if (BenefitTabs.KindOf(tab) is not { } kind || await frame.RunAsync(id, MemberTab.Benefits, Request, cancellationToken) is not
            { } member)
            return NotFound();
        var now = clock.Now();
        var reader = ListReader.Of(Request);
        var (from, until) = WhyPage.DaysOf(reader.Day("from"), reader.Day("until"), zone, now);
        var facts = await statements.RunAsync(id, kind, zone.StartOf(from), zone.EndOf(until), now, cancellationToken);
        var explanation = new KindExplanation(zone, now);
        var shared = (await credits.NotOverAsync(id, kind, now, cancellationToken)).Shared;
        return View(new WhyPage(
            member with { Kind = kind }, kind, from, until, [.. facts.Select(fact => (fact.Unit, explanation.Explain(fact)))], shared,
            reader.Problems)
        { IsNow = zone.EndOf(until) > now });
    }
}

using CreditLedger.Data;
using CreditLedger.Data.Demo;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Dashboard;

/// <summary>The space at a glance.</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class DashboardController(DashboardQuery dashboard, NextRenewalsQuery renewals, TimeProvider clock,
    SetupStepsQuery setup, SiteZone zone, GetNeedsPerson needs, GetOwnRequests requests, LedgerDbContext db) : Controller
{
    internal const int ExpiringDays = 30;
    private const int RenewalsShown = 5;

    [HttpGet("/")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var spans = Spans(clock.Now(), zone);
        var figures = await dashboard.RunAsync(spans, cancellationToken);
        return View(new DashboardPage(spans, figures, await renewals.RunAsync(RenewalsShown, spans.Now, cancellationToken))
        {
            Setup = await setup.RunAsync(cancellationToken),
            Needs = await needs.RunAsync(User, cancellationToken),
            IsDemo = User.Can(Permission.Setup) && await DemoClearing.IsDemoAsync(db, cancellationToken),
            Asked = await requests.RunAsync(User, cancellationToken),
        });
    }

    /// <summary>This month so far, and the same stretch of the month before: on the 31st, as much of a shorter month as there is.</summary>
    internal static DashboardSpans Spans(DateTime now, SiteZone zone)
    {
        var local = zone.ToLocal(now);
        var month = new DateOnly(local.Year, local.Month, 1);
        var monthStart = zone.StartOf(month);
        var lastMonthStart = zone.StartOf(month.AddMonths(-1));
        var sameStretch = zone.ToInstant(
            month.AddMonths(-1).ToDateTime(TimeOnly.MinValue).Add(local - month.ToDateTime(TimeOnly.MinValue)));
        var lastMonthEnd = sameStretch < monthStart ? sameStretch : monthStart.AddMilliseconds(-1);
        return new DashboardSpans(now, monthStart, lastMonthStart, lastMonthEnd,
            zone.EndOf(DateOnly.FromDateTime(local).AddDays(ExpiringDays)));
    }
}

/// <summary>The dashboard.</summary>
/// <param name="Spans">The spans that are compared.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Renewals">What memberships grant next.</param>
public sealed record DashboardPage(DashboardSpans Spans, DashboardFigures Figures, NextRenewals Renewals)
{
    /// <summary>The set-up steps of a new site; null once no guide is needed.</summary>
    public SetupSteps? Setup { get; init; }

    /// <summary>Whether it is a demo space, which the user may clear.</summary>
    public bool IsDemo { get; init; }

    /// <summary>What needs a person; null if nothing does.</summary>
    public NeedsPerson? Needs { get; init; }

    /// <summary>The user's own requests to an admin; null if there are none.</summary>
    public OwnRequests? Asked { get; init; }

    /// <summary>The outstanding amounts, grouped by kind: one card each.</summary>
    public IEnumerable<IGrouping<BenefitKind, OutstandingAmount>> Outstanding => Figures.Outstanding.GroupBy(line => line.Unit.Kind);
}

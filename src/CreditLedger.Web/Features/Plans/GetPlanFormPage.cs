using System.Globalization;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Plans;

/// <summary>Shows the form of a plan, and what an edit would change from when. Writes nothing.</summary>
public sealed class GetPlanFormPage(PlanQuery plans, PlanMembershipsQuery memberships, OfferedBenefitsQuery benefits,
    SiteSettings site, SiteZone zone, TimeProvider clock)
{
    private const int FirstRows = 3;

    /// <summary>The page; none when there is no such plan.</summary>
    /// <param name="id">The plan; 0 for a new one.</param>
    /// <param name="form">What was typed; filled in for a form that is opened.</param>
    /// <param name="isSent">Whether it was sent.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PlanFormPage?> RunAsync(long id, PlanForm form, bool isSent, CancellationToken cancellationToken)
    {
        var plan = id == 0 ? null : await plans.RunAsync(id, clock.Now(), cancellationToken);
        if (id != 0 && plan is null) return null;
        if (!isSent && plan is not null) Open(form, plan);
        form.Lines.RemoveAll(line => line is null);
        while (form.Lines.Count < (plan is null ? FirstRows : 1)) AddLine(form);
        var page = new PlanFormPage(plan, await benefits.RunAsync(cancellationToken), form, form.Version, site.Currency, isSent);
        form.Version = plan?.Version ?? 0;
        return page;
    }

    /// <summary>The page with what is to be confirmed, line by line (R19).</summary>
    public async Task<PlanFormPage> WithChangesAsync(PlanFormPage page, CancellationToken cancellationToken)
    {
        if (page is not { MayConfirm: true, Plan: { } plan, Planned.Effect: PlanChange change }) return page;
        var now = clock.Now();
        var byId = page.Benefits.ToDictionary(benefit => benefit.Id);
        var running = change.KeepsAll ? [] : await memberships.RunAsync(plan.Id, now, cancellationToken);
        var reach = Enum.GetValues<Period>().ToDictionary(period => period, period => PlanReach.Of(running, period, now, zone));
        var lines = change.Lines.Select(line => new ChangedPlanLine(
            line.Kind,
            byId[line.BenefitId].Name,
            line.From is null ? null : SupplyText.Terms(line.From, byId[line.BenefitId].Unit, line.Period),
            line.To is null ? null : SupplyText.Terms(line.To, byId[line.BenefitId].Unit, line.Period),
            line.Kind == PlanLineChangeKind.Kept ? "" : PlanText.When(reach[line.Period], line.Period, zone)));
        return page with { Changes = [.. lines] };
    }

    /// <summary>An empty line more.</summary>
    public static void AddLine(PlanForm form)
    {
        if (form.Lines.Count < PlanForm.MaxLines) form.Lines.Add(new PlanLineForm { Period = nameof(Period.Month) });
    }

    private static void Open(PlanForm form, PlanDetails plan)
    {
        (form.Name, form.Description, form.Version) = (plan.Name, plan.Description, plan.Version);
        form.Lines.AddRange(plan.Lines.Select(line => new PlanLineForm
        {
            Line = line.Id.ToString(CultureInfo.InvariantCulture),
            Benefit = line.BenefitId.ToString(CultureInfo.InvariantCulture),
            Tracking = line.Terms.Tracking.ToString(),
            Amount = line.Terms.Tracking == LineTracking.Limited ? AmountFormat.ForInput(line.Terms.Amount, line.Unit) : null,
            Period = line.Period.ToString(),
            Rollover = line.Terms.RolloverMin is not null ? "rolls" : line.Terms.Tracking == LineTracking.Limited ? "expires" : "",
            RolloverMin = line.Terms.RolloverMin is { } min ? AmountFormat.ForInput(min, line.Unit) : null,
            RolloverMax = line.Terms.RolloverMax is { } max ? AmountFormat.ForInput(max, line.Unit) : null,
            Paid = PaidText.ForInput(line.Terms.Paid),
        }));
        AddLine(form);
    }
}

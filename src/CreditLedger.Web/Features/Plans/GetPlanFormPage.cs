using System.Globalization;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Plans;

/// <summary>Shows the form of a plan, and what an edit would change as the rule that will store it sees it. Writes nothing.</summary>
public sealed class GetPlanFormPage(PlanQuery plans, PlanMembershipsQuery memberships, OfferedBenefitsQuery benefits, SiteZone zone,
    TimeProvider clock)
{
    private const int FirstRows = 3;

    /// <summary>The page; none when there is no such plan.</summary>
    /// <param name="id">The plan; 0 for a new one.</param>
    /// <param name="form">What was typed; none for a form that is opened.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PlanFormPage?> RunAsync(long id, PlanForm? form, CancellationToken cancellationToken)
    {
        var plan = id == 0 ? null : await plans.RunAsync(id, clock.Now(), cancellationToken);
        if (id != 0 && plan is null) return null;
        var page = new PlanFormPage { Plan = plan, Benefits = await benefits.RunAsync(cancellationToken), Form = form ?? Opened(plan) };
        page.Form.Lines.RemoveAll(line => line is null);
        while (page.Form.Lines.Count < (plan is null ? FirstRows : 1))
            page.Form.Lines.Add(new PlanLineForm { Period = nameof(Period.Month) });
        return page;
    }

    /// <summary>What is to be confirmed (R19).</summary>
    public async Task<PlanEffect> EffectAsync(
        PlanFormPage page, SavePlanCommand command, PlanChange change, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var byId = page.Benefits.ToDictionary(benefit => benefit.Id);
        var running = change.KeepsAll ? [] : await memberships.RunAsync(page.Plan!.Id, now, cancellationToken);
        var reach = Enum.GetValues<Period>().ToDictionary(period => period, period => PlanReach.Of(running, period, now, zone));
        var lines = change.Lines.Select(line => new PlanEffectLine(
            line.Kind,
            byId[line.BenefitId].Name,
            line.From is null ? null : SupplyText.Terms(line.From, byId[line.BenefitId].Unit, line.Period),
            line.To is null ? null : SupplyText.Terms(line.To, byId[line.BenefitId].Unit, line.Period),
            line.Kind == PlanLineChangeKind.Kept ? "" : PlanText.When(reach[line.Period], line.Period, zone)));
        return new PlanEffect([.. lines], PlanText.NotesOf(page.Plan!, command.Wanted, change), PlanInput.Token(command));
    }

    private static PlanForm Opened(PlanDetails? plan)
    {
        if (plan is null) return new PlanForm();
        var form = new PlanForm { Name = plan.Name, Description = plan.Description, Version = plan.Version };
        form.Lines.AddRange(plan.Lines.Select(line => new PlanLineForm
        {
            Line = line.Id.ToString(CultureInfo.InvariantCulture),
            Benefit = line.BenefitId.ToString(CultureInfo.InvariantCulture),
            Amount = AmountFormat.ForInput(line.Terms.Amount, line.Unit),
            Period = line.Period.ToString(),
            Rollover = line.Terms.RolloverMin is null ? "expires" : "rolls",
            RolloverMin = line.Terms.RolloverMin is { } min ? AmountFormat.ForInput(min, line.Unit) : null,
            RolloverMax = line.Terms.RolloverMax is { } max ? AmountFormat.ForInput(max, line.Unit) : null,
        }));
        form.Lines.Add(new PlanLineForm { Period = nameof(Period.Month) });
        return form;
    }
}

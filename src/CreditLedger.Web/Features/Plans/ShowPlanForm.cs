using System.Globalization;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Plans;

/// <summary>Shows the form of a plan with what it would change, decided by the rule that will store it. Writes nothing.</summary>
public sealed class ShowPlanForm(
    PlanQuery plans, PlanMembershipsQuery memberships, OfferedBenefitsQuery benefits, LedgerRules rules, SiteZone zone, TimeProvider clock)
{
    private const int FirstRows = 3;

    /// <summary>The page; none when there is no such plan.</summary>
    /// <param name="planId">The plan; none for a new one.</param>
    /// <param name="form">What was typed; none for a form that is opened.</param>
    /// <param name="isJudged">Whether to say what is wrong and what would change.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PlanFormPage?> RunAsync(long? planId, PlanForm? form, bool isJudged, CancellationToken cancellationToken)
    {
        var plan = planId is { } id ? await plans.RunAsync(id, clock.Now(), cancellationToken) : null;
        if (planId is not null && plan is null) return null;
        var page = new PlanFormPage { Plan = plan, Benefits = await benefits.RunAsync(cancellationToken), Form = form ?? Opened(plan) };
        page.Form.Lines.RemoveAll(line => line is null);
        while (page.Form.Lines.Count < (plan is null ? FirstRows : 1)) page.Form.Lines.Add(new PlanLineForm { Period = nameof(Period.Month) });
        return isJudged ? await JudgeAsync(page, cancellationToken) : page;
    }

    private async Task<PlanFormPage> JudgeAsync(PlanFormPage page, CancellationToken cancellationToken)
    {
        var reading = PlanReading.Of(page.Form, page.Benefits);
        var change = ChangeOf(page, reading);
        var errors = reading.Errors.ToList();

        // "No lines" says nothing new beside lines that could not be read.
        errors.AddRange(change.Refusals.Where(refusal => refusal.Row is not null || errors.Count == 0).Select(PlanReading.Explain));
        var effect = errors.Count == 0 && page.Plan is not null ? await EffectAsync(page, reading, change, cancellationToken) : null;
        if (page.Plan is { } plan && page.Form.Seen != plan.Version)
        {
            page.Form.Seen = plan.Version;
            errors.Add(new FieldError("", PlanWords.ChangedMeanwhile));
        }

        return page with { Errors = errors, Effect = effect };
    }

    private PlanChange ChangeOf(PlanFormPage page, PlanReading reading)
    {
        var byId = page.Benefits.ToDictionary(benefit => benefit.Id);
        return PlanChange.Of(
            page.Plan is null ? [] : [.. page.Plan.Lines.Select(line => line.ForRules)],
            [.. reading.Draft.Lines.Select(line => new PlanLineWanted(line.Row, line.LineId, byId[line.BenefitId].ForRules, line.Period, line.Terms))],
            rules.BookingIntervalMinutes);
    }

    private async Task<PlanEffect> EffectAsync(PlanFormPage page, PlanReading reading, PlanChange change, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var byId = page.Benefits.ToDictionary(benefit => benefit.Id);
        var running = change.KeepsAll ? [] : await memberships.RunAsync(page.Plan!.Id, now, cancellationToken);
        var reach = Enum.GetValues<Period>().ToDictionary(period => period, period => PlanReach.Of(running, period, now, zone));
        var lines = change.Lines.Select(line => new PlanEffectLine(
            line.Kind,
            byId[line.BenefitId].Name,
            line.From is null ? null : SupplyWords.Terms(line.From, byId[line.BenefitId].Unit, line.Period),
            line.To is null ? null : SupplyWords.Terms(line.To, byId[line.BenefitId].Unit, line.Period),
            line.Kind == PlanLineChangeKind.Kept ? "" : PlanWords.When(reach[line.Period], line.Period, zone)));
        return new PlanEffect([.. lines], PlanWords.NotesOf(page.Plan!, reading.Draft, change), reading.Token);
    }

    private static PlanForm Opened(PlanDetails? plan)
    {
        if (plan is null) return new PlanForm();
        var form = new PlanForm { Name = plan.Name, Description = plan.Description, Seen = plan.Version };
        form.Lines.AddRange(plan.Lines.Select(line => new PlanLineForm
        {
            Line = line.Id.ToString(CultureInfo.InvariantCulture),
            Benefit = line.BenefitId.ToString(CultureInfo.InvariantCulture),
            Amount = AmountFormat.ForInput(line.Terms.Amount, line.Unit),
            Period = line.Period.ToString(),
            Rollover = line.Terms.RolloverMin is null ? "lapses" : "rolls",
            RolloverMin = line.Terms.RolloverMin is { } min ? AmountFormat.ForInput(min, line.Unit) : null,
            RolloverMax = line.Terms.RolloverMax is { } max ? AmountFormat.ForInput(max, line.Unit) : null,
        }));
        form.Lines.Add(new PlanLineForm { Period = nameof(Period.Month) });
        return form;
    }
}

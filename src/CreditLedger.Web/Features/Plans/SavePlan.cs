using CreditLedger.Data.Setup;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Plans;

/// <summary>Stores a new plan, or an edit that was confirmed.</summary>
public sealed class SavePlan(ShowPlanForm show, PlanStore store)
{
    /// <summary>Done with a <see cref="PlanSaved"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long? planId, PlanForm form, long userId, CancellationToken cancellationToken)
    {
        var seen = form.Seen;
        if (await show.RunAsync(planId, form, isJudged: true, cancellationToken) is not { } page) return new Missing();
        form.Seen = seen;
        var reading = PlanReading.Of(form, page.Benefits);
        var wrong = page.Errors.Where(error => error.Field.Length > 0 || error.Message != PlanWords.ChangedMeanwhile).ToList();
        if (wrong.Count > 0) return new Invalid(page.Errors);
        if (planId is not null && form.Confirmed != reading.Token) return new Unconfirmed();

        return (planId is { } id
            ? await store.EditAsync(id, reading.Draft, seen, userId, cancellationToken)
            : await store.CreateAsync(reading.Draft, userId, cancellationToken)) switch
        {
            PlanStored stored => new Done<PlanSaved>(new PlanSaved(stored.PlanId, stored.Changed, reading.Draft.Name)),
            PlanInvalid refused => new Invalid([.. refused.Refusals.Select(PlanReading.Explain)]),
            PlanNameTaken taken => new Invalid(new FieldError(nameof(PlanForm.Name), $"There is a plan called {taken.Name} already. Give this one another name.")),
            PlanChangedMeanwhile => new Conflict(PlanWords.ChangedMeanwhile),
            PlanMissing => new Missing(),
            _ => throw new InvalidOperationException("The store gave an answer that is not known here."),
        };
    }
}

/// <summary>A plan that is stored.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Changed">Whether anything is other than it was.</param>
/// <param name="Name">What people call it.</param>
public sealed record PlanSaved(long Id, bool Changed, string Name);

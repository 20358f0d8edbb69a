using System.Globalization;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.PlanChanges;

/// <summary>Shows the form with the arithmetic of what is revoked and granted, by the rules that will do it (R19). Writes nothing.</summary>
public sealed class ShowPlanChange(MembershipsQuery memberships, EndingQuery endings, PlanSupplyQuery plans, SiteZone zone, TimeProvider clock)
{
    private static readonly PlanChangeFormValidator Shape = new();

    /// <summary>The page, none when there is no such membership. A form that is not filled in yet has no errors.</summary>
    public async Task<PlanChangePage?> RunAsync(long membershipId, PlanChangeForm form, bool isFilledIn, CancellationToken cancellationToken)
    {
        if (await memberships.OneAsync(membershipId, cancellationToken) is not { } membership) return null;
        form.Key = Guid.TryParse(form.Key, out var key) ? key.ToString("D") : Guid.NewGuid().ToString("D");
        var now = clock.Now();
        var when = form.When == "now" ? MembershipEnd.Now : MembershipEnd.AtPeriodEnd;
        var outlook = await endings.RunAsync(membership, when, now, cancellationToken);
        var choices = await plans.ChoicesAsync(cancellationToken);
        var page = new PlanChangePage(membership, form, outlook, [.. choices.Where(plan => plan.Id != membership.PlanId)], zone);
        if (membership.EndsAt is { } end && end <= now) return Wrong(page, "", "This membership has ended already. Assign the plan instead.");
        return isFilledIn ? await ReadAsync(page, now, cancellationToken) : page;
    }

    private async Task<PlanChangePage> ReadAsync(PlanChangePage page, DateTime now, CancellationToken cancellationToken)
    {
        var (membership, form) = (page.Membership, page.Form);
        var errors = Shape.Validate(form).Errors.Select(error => new FieldError(error.PropertyName, error.ErrorMessage)).ToList();
        if (errors.Count > 0) return page with { Errors = errors };
        if (await plans.RunAsync(long.Parse(form.Plan!, CultureInfo.InvariantCulture), cancellationToken) is not { } plan)
            return Wrong(page, nameof(PlanChangeForm.Plan), "There is no such plan. Choose one of the list.");
        if (plan.IsArchived) return Wrong(page, nameof(PlanChangeForm.Plan), "This plan is archived. Choose another.");
        if (plan.Id == membership.PlanId) return Wrong(page, nameof(PlanChangeForm.Plan), "The member is on this plan already. Choose another one.");
        if (page.When == MembershipEnd.AtPeriodEnd && membership.EndsAt <= page.Outlook.EndsAt)
            return Wrong(page, nameof(PlanChangeForm.When), "This membership ends then already. Change it now, or take back the end first.");

        var startsOn = zone.DayOf(page.When == MembershipEnd.Now ? now : page.Outlook.EndsAt);
        if (membership.StartsOn > startsOn) startsOn = membership.StartsOn;
        page = page with
        {
            Plan = plan,
            Grants = [.. plan.Lines.Select(line => (Line: line, Period: line.Schedule(startsOn, null, zone).NextGranted(0)!)).Where(grant => grant.Period is not null)],
        };
        if (page.Grants.Count == 0) return Wrong(page, nameof(PlanChangeForm.Plan), "This plan has no line that grants anything. Give it a line first.");
        return page.Revokes && page.Outlook.Credits.Count > 0 && string.IsNullOrWhiteSpace(form.Reason)
            ? Wrong(page, nameof(PlanChangeForm.Reason), "Give a reason of 1 to 500 characters; the member may read it.")
            : page;
    }

    private static PlanChangePage Wrong(PlanChangePage page, string field, string message) => page with { Errors = [new FieldError(field, message)] };
}

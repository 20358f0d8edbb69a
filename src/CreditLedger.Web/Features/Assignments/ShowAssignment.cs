using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>Shows the form with what it would do, by the schedule that will issue it (R19, R25). Writes nothing.</summary>
public sealed class ShowAssignment(MemberQuery members, PlanSupplyQuery plans, MembershipsQuery memberships, SiteZone zone, TimeProvider clock)
{
    /// <summary>The page, none when there is no such member. A form that is not filled in yet has no errors.</summary>
    public async Task<AssignmentPage?> RunAsync(long memberId, AssignmentForm form, bool isFilledIn, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(memberId, cancellationToken) is not { } member) return null;
        form.Key = Guid.TryParse(form.Key, out var key) ? key.ToString("D") : Guid.NewGuid().ToString("D");
        if (!isFilledIn) form.StartsOn = DayText.Of(zone.DayOf(clock.Now()));
        var page = new AssignmentPage
        {
            MemberId = memberId,
            MemberName = member.Name,
            Plans = await plans.ChoicesAsync(cancellationToken),
            Form = form,
            ZoneName = zone.Name,
        };
        return isFilledIn ? await ReadAsync(page, cancellationToken) : page;
    }

    private async Task<AssignmentPage> ReadAsync(AssignmentPage page, CancellationToken cancellationToken)
    {
        var (planId, startsOn, lastDay, errors) = AssignmentReading.Fields(page.Form);
        if (errors.Count > 0) return page with { Errors = errors };
        if (await plans.RunAsync(planId, cancellationToken) is not { } plan) return Wrong(nameof(AssignmentForm.Plan), "There is no such plan. Choose one of the list.");
        if (plan.IsArchived) return Wrong(nameof(AssignmentForm.Plan), "This plan is archived. Choose another, or take it out of the archive first.");
        var today = zone.DayOf(clock.Now());
        if (startsOn < today.AddYears(-10)) return Wrong(nameof(AssignmentForm.StartsOn), "The start lies more than 10 years back. Use a later day.");
        if (startsOn > today.AddYears(5)) return Wrong(nameof(AssignmentForm.StartsOn), "The start lies more than 5 years ahead. Use an earlier day.");

        var reading = AssignmentReading.Of(plan, startsOn, lastDay, clock.Now(), zone);
        if (reading.Lines.Count == 0) return Wrong(nameof(AssignmentForm.Plan), "This plan has no line that grants anything in that time. Give it a line first.");
        var endsAt = lastDay is { } last ? zone.EndOf(last) : (DateTime?)null;
        var overlapping = await memberships.OverlappingAsync(page.MemberId, planId, zone.StartOf(startsOn), endsAt, lastDay, cancellationToken);
        page = page with { Reading = reading, Overlapping = overlapping };
        return overlapping.Count == 0 || page.Form.Overlap
            ? page
            : page with
            {
                Errors =
                [
                    new FieldError(
                        nameof(AssignmentForm.Overlap),
                        $"{page.MemberName} is on {plan.Name} in this time already ({SupplyWords.Span(overlapping[0], zone)}). Both would grant. Tick the box if that is meant."),
                ],
            };

        AssignmentPage Wrong(string field, string message) => page with { Errors = [new FieldError(field, message)] };
    }
}

using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>"Assign a plan": says first what will be issued, period by period (R19, R25).</summary>
[Route("members/{id:long}/memberships/new")]
[RequirePermission(Permission.Supply, MayAsk = true)]
public sealed class AssignmentsController(FormTools tools, MemberQuery members, PlanSupplyQuery plans, SiteZone zone, TimeProvider clock)
    : ConfirmedFormController<AssignmentForm, AssignmentPage>(tools, "assign", "Assignment")
{
    protected override async Task<AssignmentPage?> LoadAsync(long id, AssignmentForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(id, cancellationToken) is not { } member) return null;
        if (!isSent) form.StartsOn = DayText.Of(zone.DayOf(clock.Now()));
        var today = zone.DayOf(clock.Now());
        return new AssignmentPage(id, member.ClearName, await plans.ChoicesAsync(cancellationToken), form, zone.Name, today);
    }
}

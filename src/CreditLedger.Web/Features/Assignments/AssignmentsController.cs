using CreditLedger.Data.Ledger;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Assignments;

/// <summary>"Assign a plan": says first what will be issued, period by period (R19, R25).</summary>
[Route("members/{id:long}/memberships/new")]
[RequirePermission(Permission.Supply)]
public sealed class AssignmentsController(GetAssignmentPage page, LedgerStore store, AuditLog audit)
    : ConfirmedFormController<AssignmentForm, AssignmentPage>(store, audit, "assign", "Assignment", "_AssignmentEffect")
{
    protected override Task<AssignmentPage?> LoadAsync(
        long id, AssignmentForm form, bool isFilledIn, CancellationToken cancellationToken) =>
        page.RunAsync(id, form, isFilledIn, User.Actor(), cancellationToken);
}

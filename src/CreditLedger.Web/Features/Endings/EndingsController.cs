using CreditLedger.Data.Ledger;
using CreditLedger.Web.Features.Shared;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Endings;

/// <summary>"End": at the period's end or now, keeping or revoking what remains (R28).</summary>
[Route("memberships/{id:long}/end")]
[RequirePermission(Permission.Supply)]
public sealed class EndingsController(GetEndingPage page, LedgerStore store, AuditLog audit)
    : ConfirmedFormController<EndingForm, EndingPage>(store, audit, "end membership", "Ending")
{
    protected override Task<EndingPage?> LoadAsync(long id, EndingForm form, bool isFilledIn, CancellationToken cancellationToken) =>
        page.RunAsync(id, form, User.Actor(), cancellationToken);
}

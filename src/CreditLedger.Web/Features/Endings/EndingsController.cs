using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Endings;

/// <summary>"End": at the period's end or now, keeping or revoking what remains (R28).</summary>
[Route("memberships/{id:long}/end")]
[RequirePermission(Permission.Supply)]
public sealed class EndingsController(FormTools tools, MembershipsQuery memberships, SiteZone zone)
    : ConfirmedFormController<EndingForm, EndingPage>(tools, "end membership", "Ending")
{
    protected override async Task<EndingPage?> LoadAsync(long id, EndingForm form, bool isSent, CancellationToken cancellationToken) =>
        await memberships.OneAsync(id, cancellationToken) is { } membership ? new EndingPage(membership, form, zone) : null;
}

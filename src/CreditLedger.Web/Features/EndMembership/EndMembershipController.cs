using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.EndMembership;

/// <summary>"End": at the period's end, now or on a chosen day, keeping or revoking what remains (R28).</summary>
[Route("memberships/{id:long}/end")]
[RequirePermission(Permission.Supply, MayAsk = true)]
public sealed class EndMembershipController(FormTools tools, MembershipsQuery memberships, SiteZone zone, TimeProvider clock)
    : ConfirmedFormController<EndMembershipForm, EndMembershipPage>(tools, "end membership", "EndMembership")
{
    protected override async Task<EndMembershipPage?> LoadAsync(
        long id, EndMembershipForm form, bool isSent, CancellationToken cancellationToken) =>
        await memberships.OneAsync(id, cancellationToken) is { } membership
            ? new EndMembershipPage(membership, form, zone.DayOf(clock.Now()), zone) : null;
}

using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Pauses;

/// <summary>"Pause" of a membership: from a day until a day, or until it is resumed (R46).</summary>
[Route("memberships/{id:long}/pause")]
[RequirePermission(Permission.Supply, MayAsk = true)]
public sealed class PauseController(FormTools tools, MembershipsQuery memberships, SiteZone zone, TimeProvider clock)
    : ConfirmedFormController<PauseForm, PausePage>(tools, "pause membership", "/Features/Pauses/Pause.cshtml")
{
    protected override async Task<PausePage?> LoadAsync(long id, PauseForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await memberships.OneAsync(id, cancellationToken) is not { } membership) return null;
        var today = zone.DayOf(clock.Now());
        if (!isSent)
            (form.FromDay, form.IssuesLate) = (DayText.Of(membership.StartsOn > today ? membership.StartsOn : today), true);
        return new PausePage(membership, form, zone);
    }
}

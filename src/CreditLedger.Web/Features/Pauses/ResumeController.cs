using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Pauses;

/// <summary>"Resume" of a paused membership: today or on another day; a pause that has not begun is taken back or changed (R46).</summary>
[Route("memberships/{id:long}/resume")]
[RequirePermission(Permission.Supply, MayAsk = true)]
public sealed class ResumeController(FormTools tools, MembershipsQuery memberships, SiteZone zone, TimeProvider clock)
    : ConfirmedFormController<ResumeForm, ResumePage>(tools, "resume membership", "/Features/Pauses/Resume.cshtml")
{
    protected override async Task<ResumePage?> LoadAsync(long id, ResumeForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await memberships.OneAsync(id, cancellationToken) is not { } membership) return null;
        var (now, today) = (clock.Now(), zone.DayOf(clock.Now()));
        var pauses = membership.PausesFrom(now, zone);
        var chosen = pauses.FirstOrDefault(pause => FormText.Of(pause.Number) == form.Pause) ?? (pauses is [var first, ..] ? first : null);
        if (!isSent && chosen is not null)
            (form.Pause, form.OnDay) = (FormText.Of(chosen.Number), DayText.Of(chosen.FromDay > today ? chosen.FromDay : today));
        return new ResumePage(membership, form, pauses, zone);
    }
}

using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.LockDate;

/// <summary>"Lock date": sets the day up to which nothing is recorded any more, or lifts it (R49).</summary>
[Route("setup/settings/lock")]
[RequirePermission(Permission.LockDate)]
public sealed class LockDateController(FormTools tools, SiteSettings settings, TimeProvider clock)
    : ConfirmedFormController<LockDateForm, LockDatePage>(tools, "change lock date", "LockDate")
{
    protected override async Task<LockDatePage?> LoadAsync(long id, LockDateForm form, bool isSent, CancellationToken cancellationToken)
    {
        // Not seconds old: what is shown here is what will be changed.
        await settings.RefreshAsync(cancellationToken);
        if (!isSent) form.LockedUpTo = settings.LockedUpTo is { } locked ? DayText.Of(locked) : null;
        return new LockDatePage(settings.LockedUpTo, settings.Row.Version, settings.Zone.DayOf(clock.Now()), form);
    }
}

using CreditLedger.Data;
using CreditLedger.Data.Settings;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.SetupSettings;

/// <summary>"Site settings" (R55).</summary>
[Route("setup/settings")]
[RequirePermission(Permission.Setup)]
public sealed class SetupSettingsController(SiteSettings settings, SaveSettings save, LedgerDbContext db, AuditLog audit) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        // Not seconds old: what is shown here is what will be changed.
        await settings.RefreshAsync(cancellationToken);
        return await ShowAsync(SettingsForm.Of(settings.Row), cancellationToken);
    }

    [HttpPost("")]
    public async Task<IActionResult> Save([FromForm] SettingsForm form, CancellationToken cancellationToken)
    {
        var outcome = await save.RunAsync(form, User.Actor(), cancellationToken);
        if (outcome is Done<bool>(var changed))
        {
            if (changed) audit.Allowed(HttpContext, "change site settings", $"version {settings.Row.Version}");
            return this.Finish("/setup/settings", changed ? "The settings are saved." : "The settings are as they were: nothing was changed.");
        }

        Response.StatusCode = ModelState.Explain(outcome);
        return await ShowAsync(form, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(SettingsForm form, CancellationToken cancellationToken) =>
        View("Form", new SettingsPage(form, await db.LedgerEntries.AnyAsync(cancellationToken)));
}

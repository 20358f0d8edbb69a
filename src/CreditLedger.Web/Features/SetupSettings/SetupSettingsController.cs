using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.SetupSettings;

/// <summary>"Site settings" (R55).</summary>
[Route("setup/settings")]
[RequirePermission(Permission.Setup)]
public sealed class SetupSettingsController(FormTools tools, SiteSettings settings) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        // Not seconds old: what is shown here is what will be changed.
        await settings.RefreshAsync(cancellationToken);
        return await FormViewAsync(SettingsForm.Of(settings.Row), cancellationToken);
    }

    [HttpPost("")]
    public async Task<IActionResult> Save([FromForm] SettingsForm form, CancellationToken cancellationToken)
    {
        var (row, errors) = SettingsInput.Of(form);
        var outcome = errors.Count > 0
            ? new Invalid([.. errors, .. SiteSetting.Wrong(row).Select(setting => new FieldError(setting.Name, $"It {setting.Must}."))])
            : await tools.Store.RunAsync(
                AuditLog.NoteOf(HttpContext, "change site settings", _ => SiteSetting.Changes(settings.Row, row)),
                new SaveSettingsCommand(form.Key ?? "", User.Actor()) { Settings = row }, FieldOf,
                cancellationToken);
        if (outcome is Done<Done>(var done))
        {
            await settings.RefreshAsync(cancellationToken);
            return this.Finish(Routes.Settings,
                done.Changed ? "The settings are saved." : "The settings are as they were: nothing was changed.");
        }

        if (outcome is KeyTaken) form.Key = null;
        Response.StatusCode = ModelState.Explain(outcome);
        return await FormViewAsync(form, cancellationToken);
    }

    private static string FieldOf(Refusal refusal) => SiteSetting.All.FirstOrDefault(setting => setting.Field == refusal.Field)?.Name ?? "";

    private async Task<IActionResult> FormViewAsync(SettingsForm form, CancellationToken cancellationToken) =>
        View("Form", new SettingsPage(form, await tools.Db.LedgerEntries.AnyAsync(cancellationToken), settings.LockedUpTo));
}

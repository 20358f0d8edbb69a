using System.Net;
using CreditLedger.Data.Settings;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Web.Tests.Features.SetupSettings;

/// <summary>Setup, Site settings (R55).</summary>
public sealed class SettingsPageTests
{
    private const string Button = "Save the settings";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_are_changed_and_hold_at_once()
    {
        await using var space = new LedgerSpace();
        var admin = await space.AsAsync(UserRole.Admin);
        var page = await admin.GetAsync("/setup/settings");
        Assert.Equal("0.10", page.Html.QuerySelector("#GreyPagePrice")!.GetAttribute("value"));
        var done = await admin.PressAsync(page, Button,
            [("Name", "The Loft"), ("TimeZone", "Europe/Paris"), ("Currency", "eur"), ("BookingIntervalMinutes", "30"),
                ("GreyPagePrice", "0.12")]);
        Assert.Equal("/setup/settings", done.Location);

        var stored = await space.ReadAsync(db => db.SiteSettings.SingleAsync(Stop));
        Assert.Equal(
            ("The Loft", "Europe/Paris", "EUR", 30, 12L, 30L, 2),
            (stored.Name, stored.TimeZone, stored.Currency, stored.BookingIntervalMinutes, stored.GreyPagePrice, stored.ColorPagePrice,
                stored.Version));
        Assert.Contains(space.Log.Audit, line => line.Contains("change site settings", StringComparison.Ordinal));
        Assert.Contains("The Loft", (await admin.GetAsync("/members")).TextOf("header"), StringComparison.Ordinal);
        Assert.Equal("EUR", (await admin.GetAsync("/setup/services/new")).Html.QuerySelector("#Currency")!.GetAttribute("value"));
        Assert.Equal("Europe/Paris", space.Services.GetRequiredService<SiteSettings>().Zone.Name);

        // The old form: someone else was faster.
        Assert.Equal(HttpStatusCode.Conflict,
            (await admin.PressAsync(page, Button, [("Key", Guid.NewGuid().ToString()), ("Name", "The Attic")])).Status);
    }

    [Fact]
    public async Task What_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost()
    {
        await using var space = new LedgerSpace();
        var admin = await space.AsAsync(UserRole.Admin);
        var page = await admin.PressAsync(await admin.GetAsync("/setup/settings"), Button,
            [("Name", "Loft"), ("TimeZone", "Nowhere"), ("BookingIntervalMinutes", "0"), ("BackdatingDays", "many"),
                ("ColorPagePrice", "0.123")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        foreach (var field in new[] { "TimeZone", "BookingIntervalMinutes", "BackdatingDays", "ColorPagePrice" })
            Assert.NotEqual("", page.TextOf($"#{field}-error"));
        Assert.Equal("", page.TextOf("#Name-error"));
        Assert.Equal("many", page.Html.QuerySelector("#BackdatingDays")!.GetAttribute("value"));
        Assert.Equal(1, (await space.ReadAsync(db => db.SiteSettings.SingleAsync(Stop))).Version);
    }

    [Fact]
    public async Task Zone_and_currency_stay_once_credits_are_recorded()
    {
        await using var space = new LedgerSpace();
        await space.AddCreditAsync(BenefitKind.Time, 60);
        var admin = await space.AsAsync(UserRole.Admin);
        var page = await admin.GetAsync("/setup/settings");
        Assert.True(page.Has("#TimeZone[readonly]"));
        var refused = await admin.PressAsync(page, Button, [("TimeZone", "Europe/Paris")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("stays Europe/London", refused.TextOf("#TimeZone-error"), StringComparison.Ordinal);
        Assert.Equal("/setup/settings", (await admin.PressAsync(page, Button, [("Name", "Loft")])).Location);
    }

    [Fact]
    public async Task Only_an_admin_may()
    {
        await using var space = new LedgerSpace();
        Assert.Equal(HttpStatusCode.Forbidden, (await (await space.AsAsync(UserRole.Manager)).GetAsync("/setup/settings")).Status);
    }
}

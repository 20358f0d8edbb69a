using CreditLedger.Ledger.Settings;

namespace CreditLedger.Web.Features.SetupSettings;

/// <summary>The site's settings as they were typed (R55). A field has the name of its setting.</summary>
public sealed class SettingsForm : VersionedForm
{
    /// <summary>What the site is called.</summary>
    public string? Name { get; set; }

    /// <summary>Name of the time zone.</summary>
    public string? TimeZone { get; set; }

    /// <summary>Three letters.</summary>
    public string? Currency { get; set; }

    /// <summary>Minutes.</summary>
    public string? BookingIntervalMinutes { get; set; }

    /// <summary>Days.</summary>
    public string? BackdatingDays { get; set; }

    /// <summary>Money, as people write it.</summary>
    public string? GreyPagePrice { get; set; }

    /// <summary>Money, as people write it.</summary>
    public string? ColorPagePrice { get; set; }

    /// <summary>Days.</summary>
    public string? ClosingGraceDays { get; set; }

    /// <summary>The form as it is opened.</summary>
    public static SettingsForm Of(SiteSettingsRow row)
    {
        var money = Unit.OfMoney(row.Currency);
        return new SettingsForm
        {
            Name = row.Name,
            TimeZone = row.TimeZone,
            Currency = row.Currency,
            BookingIntervalMinutes = Text(nameof(BookingIntervalMinutes)),
            BackdatingDays = Text(nameof(BackdatingDays)),
            GreyPagePrice = AmountFormat.ForInput(row.GreyPagePrice, money),
            ColorPagePrice = AmountFormat.ForInput(row.ColorPagePrice, money),
            ClosingGraceDays = Text(nameof(ClosingGraceDays)),
            Version = row.Version,
        };

        string Text(string name) => SiteSetting.Of(name)!.Read(row);
    }
}

/// <summary>The page.</summary>
/// <param name="Form">What was typed; nothing of it is lost.</param>
/// <param name="IsInUse">Whether something is recorded already: zone and currency stay.</param>
/// <param name="LockedUpTo">The lock date, which has a form of its own (R49).</param>
public sealed record SettingsPage(SettingsForm Form, bool IsInUse, DateOnly? LockedUpTo);

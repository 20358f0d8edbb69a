using CreditLedger.Ledger.Settings;

namespace CreditLedger.Ledger.Commands;

/// <content>The site's settings (R55).</content>
public static partial class Refusals
{
    /// <summary>The database holds no settings.</summary>
    public static Refusal NoSettings => NotFound(
        RefusedField.Whole, "The database holds no settings yet: bring it to this version first.");

    /// <summary>The settings were changed by someone after they were opened.</summary>
    public static Refusal SettingsChangedMeanwhile => new(
        RefusalReason.Stale, RefusedField.Whole,
        "Someone else changed the settings meanwhile. Nothing was saved: look at them again before you save.");

    /// <summary>A setting is out of bounds.</summary>
    public static Refusal SettingOutOfBounds(SiteSetting setting) => Invalid(setting.Field, $"It {setting.Must}.");

    /// <summary>The time zone is to change after something was recorded in it.</summary>
    public static Refusal TimeZoneStays(string timeZone) => SettingStays(RefusedField.TimeZone, "time zone", timeZone);

    /// <summary>The currency is to change after something was recorded in it.</summary>
    public static Refusal CurrencyStays(string currency) => SettingStays(RefusedField.Currency, "currency", currency);

    private static Refusal SettingStays(RefusedField field, string what, string value) => Invalid(
        field, $"The {what} stays {value}: credits and their use are recorded in it already.");
}

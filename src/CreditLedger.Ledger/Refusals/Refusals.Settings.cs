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

    /// <summary>The day is on or before the lock date (R49).</summary>
    public static Refusal DayLocked(RefusedField field, DateOnly day, DateOnly lockedUpTo) => BadDate(
        field, $"{Day(day)} is locked (up to {Day(lockedUpTo)}). Choose {Day(lockedUpTo.AddDays(1))} or later.");

    /// <summary>A day is to be locked that is not over (R49).</summary>
    public static Refusal LockNotPast(DateOnly latest) => BadDate(
        RefusedField.LockDate, $"Only days that are over can be locked. Choose {Day(latest)} or earlier.");

    /// <summary>A period that began on a day that is to be locked is still to be issued (R49).</summary>
    public static Refusal LockOverDue(DateOnly due) => BadDate(
        RefusedField.LockDate,
        $"What begins on {Day(due)} is still to be granted. Try again in a few minutes, or choose {Day(due.AddDays(-1))} or earlier.");

    /// <summary>A period that began on a day that is to be locked was set aside (R49).</summary>
    public static Refusal LockOverSetAside(DateOnly firstDay) => BadDate(
        RefusedField.LockDate,
        $"What begins on {Day(firstDay)} could not be granted and needs a person first. " +
            $"Settle it, or choose {Day(firstDay.AddDays(-1))} or earlier.");

    /// <summary>What one should know before something of a locked day is undone (R49).</summary>
    internal static string UndoneToday(DateOnly day, DateOnly lockedUpTo) =>
        $"It is dated today, because {Day(day)} is locked (up to {Day(lockedUpTo)}).";
}

using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Settings;

/// <summary>One setting as data: what the form, the verb and the check of the configuration need to know of it.</summary>
/// <param name="Name">Its name in the configuration and on the command line.</param>
/// <param name="Field">How a refusal names it.</param>
/// <param name="Read">Its value as a text that <paramref name="Write"/> takes back.</param>
/// <param name="Write">The settings with another value; none where the text is no such value.</param>
/// <param name="Must">What it must be, as the end of a sentence.</param>
/// <param name="IsRight">Whether the value is within its bounds.</param>
public sealed record SiteSetting(
    string Name,
    RefusedField Field,
    Func<SiteSettingsRow, string> Read,
    Func<SiteSettingsRow, string, SiteSettingsRow?> Write,
    string Must,
    Func<SiteSettingsRow, bool> IsRight)
{
    /// <summary>Longest name of a site, in characters.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Longest name of a zone, in characters.</summary>
    public const int MaxZoneLength = 100;

    /// <summary>Highest price of a page, in the currency's minor unit.</summary>
    public const long HighestPagePrice = 1_000_000;

    /// <summary>All settings, in the order in which they are shown.</summary>
    public static IReadOnlyList<SiteSetting> All { get; } =
    [
        new(nameof(SiteSettingsRow.Name), RefusedField.Name, row => row.Name, (row, text) => row with { Name = text.Trim() },
            $"must be one line of 1 to {MaxNameLength} characters",
            row => row.Name.Length is > 0 and <= MaxNameLength && row.Name == row.Name.Trim() && !row.Name.Any(char.IsControl)),
        new(nameof(SiteSettingsRow.TimeZone), RefusedField.TimeZone, row => row.TimeZone,
            (row, text) => row with { TimeZone = text.Trim() },
            "must be the name of a time zone, like Europe/London",
            row => row.TimeZone.Length is > 0 and <= MaxZoneLength && TimeZoneInfo.TryFindSystemTimeZoneById(row.TimeZone, out _)),
        new(nameof(SiteSettingsRow.Currency), RefusedField.Currency, row => row.Currency,
            (row, text) => row with { Currency = text.Trim().ToUpperInvariant() },
            "must be the three letters of a currency, like GBP",
            row => Currency.TryGet(row.Currency, out var currency) && currency.Code == row.Currency),
        Whole(nameof(SiteSettingsRow.BookingIntervalMinutes), RefusedField.BookingInterval, 1, 1440,
            row => row.BookingIntervalMinutes, (row, value) => row with { BookingIntervalMinutes = (int)value }),
        Whole(nameof(SiteSettingsRow.BackdatingDays), RefusedField.BackdatingDays, 0, 36500,
            row => row.BackdatingDays, (row, value) => row with { BackdatingDays = (int)value }),
        Whole(nameof(SiteSettingsRow.GreyPagePrice), RefusedField.GreyPagePrice, 0, HighestPagePrice,
            row => row.GreyPagePrice, (row, value) => row with { GreyPagePrice = value }),
        Whole(nameof(SiteSettingsRow.ColorPagePrice), RefusedField.ColorPagePrice, 0, HighestPagePrice,
            row => row.ColorPagePrice, (row, value) => row with { ColorPagePrice = value }),
        Whole(nameof(SiteSettingsRow.ClosingGraceDays), RefusedField.ClosingGrace, 0, 365,
            row => row.ClosingGraceDays, (row, value) => row with { ClosingGraceDays = (int)value }),
    ];

    /// <summary>The setting of a name in any case; none when there is none.</summary>
    public static SiteSetting? Of(string name) => All.FirstOrDefault(
        setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The settings that are out of bounds.</summary>
    public static IEnumerable<SiteSetting> Wrong(SiteSettingsRow row) => All.Where(setting => !setting.IsRight(row));

    /// <summary>What is other in the one than in the other: "BackdatingDays 60 → 90".</summary>
    public static string Changes(SiteSettingsRow from, SiteSettingsRow to) => string.Join(
        "; ", All.Where(setting => setting.Read(from) != setting.Read(to))
            .Select(setting => $"{setting.Name} {setting.Read(from)} → {setting.Read(to)}"));

    private static SiteSetting Whole(
        string name, RefusedField field, long least, long most,
        Func<SiteSettingsRow, long> read, Func<SiteSettingsRow, long, SiteSettingsRow> write) => new(
        name,
        field,
        row => read(row).ToString(CultureInfo.InvariantCulture),
        (row, text) => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value is >= int.MinValue and <= int.MaxValue ? write(row, value) : null,
        string.Create(CultureInfo.InvariantCulture, $"must be a whole number between {least} and {most}"),
        row => read(row) >= least && read(row) <= most);
}

using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Settings;

/// <summary>The site's settings, in one row, so that the site, every node and every command decide alike (R55).</summary>
public record SiteSettingsRow : ILedgerRow<SiteSettingsRow>
{
    /// <summary>The key of the one row.</summary>
    public const long OnlyId = 1;

    /// <summary>The columns.</summary>
    public static LedgerTable<SiteSettingsRow> Table { get; } = new(
        "SiteSettings",
        Column.Of((SiteSettingsRow row) => row.Id, key: true),
        Column.Of((SiteSettingsRow row) => row.Version),
        Column.Of((SiteSettingsRow row) => row.Name, length: SiteSetting.MaxNameLength),
        Column.Of((SiteSettingsRow row) => row.TimeZone, length: SiteSetting.MaxZoneLength, exact: true),
        Column.Of((SiteSettingsRow row) => row.Currency, length: 3, exact: true),
        Column.Of((SiteSettingsRow row) => row.BookingIntervalMinutes),
        Column.Of((SiteSettingsRow row) => row.BackdatingDays),
        Column.Of((SiteSettingsRow row) => row.GreyPagePrice),
        Column.Of((SiteSettingsRow row) => row.ColorPagePrice),
        Column.Of((SiteSettingsRow row) => row.ClosingGraceDays),
        Column.Of((SiteSettingsRow row) => row.LockedUpTo));

    /// <summary>Always <see cref="OnlyId"/>.</summary>
    public long Id { get; init; } = OnlyId;

    /// <summary>1 for the first values; one more for each change, so that a change of older values is noticed.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Shown in the header and in titles.</summary>
    public string Name { get; init; } = "CreditLedger";

    /// <summary>The one zone in which days are cut (R10).</summary>
    public string TimeZone { get; init; } = "Europe/London";

    /// <summary>ISO 4217 code offered where a currency is chosen.</summary>
    public string Currency { get; init; } = "GBP";

    /// <summary>The booking interval (R20).</summary>
    public int BookingIntervalMinutes { get; init; } = 15;

    /// <summary>How many days back usages may be dated (R16).</summary>
    public int BackdatingDays { get; init; } = 60;

    /// <summary>What a page printed in grey costs, in the currency's minor unit.</summary>
    public long GreyPagePrice { get; init; } = 10;

    /// <summary>What a page printed in colour costs, in the currency's minor unit.</summary>
    public long ColorPagePrice { get; init; } = 30;

    /// <summary>How many days after its end a day is closed (R37).</summary>
    public int ClosingGraceDays { get; init; } = 3;

    /// <summary>
    /// The lock date: nothing is recorded on or before this local day; none while nothing is locked (R49). Set and lifted by a command of
    /// its own.
    /// </summary>
    public DateOnly? LockedUpTo { get; init; }

    /// <summary>What rules ask for.</summary>
    /// <exception cref="TimeZoneNotFoundException">This machine does not know the zone.</exception>
    public LedgerRules ToRules() =>
        new(BookingIntervalMinutes, BackdatingDays)
        { Zone = new SiteZone(TimeZoneInfo.FindSystemTimeZoneById(TimeZone)), LockedUpTo = LockedUpTo };
}

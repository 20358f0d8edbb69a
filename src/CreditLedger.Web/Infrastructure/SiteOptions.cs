using CreditLedger.Ledger.Settings;

namespace CreditLedger.Web.Infrastructure;

/// <summary>
/// The <c>Site</c> section of the configuration. What <see cref="FirstValues"/> holds counts for a new database only (R55): pages and verbs
/// ask <c>SiteSettings</c>.
/// </summary>
public sealed class SiteOptions
{
    /// <summary>Shown in the header and in titles.</summary>
    public string Name { get; set; } = "CreditLedger";

    /// <summary>The one zone in which days are cut (R10).</summary>
    public string TimeZone { get; set; } = "Europe/London";

    /// <summary>ISO 4217 code offered where a currency is chosen.</summary>
    public string Currency { get; set; } = "GBP";

    /// <summary>The booking interval (R20).</summary>
    public int BookingIntervalMinutes { get; set; } = 15;

    /// <summary>How far back usages may be dated (R16).</summary>
    public int BackdatingDays { get; set; } = 60;

    /// <summary>What a page printed in grey costs, in the currency's minor unit.</summary>
    public long GreyPagePrice { get; set; } = 10;

    /// <summary>What a page printed in colour costs, in the currency's minor unit.</summary>
    public long ColorPagePrice { get; set; } = 30;

    /// <summary>How many days after its end a day is closed (R37).</summary>
    public int ClosingGraceDays { get; set; } = 3;

    /// <summary>Where the site is reached: what printed links begin with.</summary>
    public string PublicUrl { get; set; } = "http://localhost:5080";

    /// <summary>Encrypts the keys that are stored in the database; a random text, the same on every node.</summary>
    public string? KeySecret { get; set; }

    /// <summary>
    /// The proxies in front of the site, by address or network, separated by commas. Only they may say which address a request comes from
    /// and whether it came by https.
    /// </summary>
    public string? Proxies { get; set; }

    /// <summary>Serves plain http to other machines, outside Development too: cookies are then readable on the wire.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Sign-in tries and set-up links that one address may send per minute.</summary>
    public int SignInsPerMinute { get; set; } = 20;

    /// <summary>Minutes without a request after which one must sign in again.</summary>
    public int IdleMinutes { get; set; } = 60;

    /// <summary>Hours after which one must sign in again, idle or not.</summary>
    public int SessionHours { get; set; } = 12;

    /// <summary>Development only: the instant at which the site's clock starts running.</summary>
    public DateTimeOffset? TestClock { get; set; }

    /// <summary>Development only: how many members the demo space gets that fills an empty database; 0 leaves it empty.</summary>
    public int DemoMembers { get; set; } = 400;

    /// <summary>The settings that a database gets which has none yet.</summary>
    public SiteSettingsRow FirstValues() => new()
    {
        Name = Name.Trim(),
        TimeZone = TimeZone.Trim(),
        Currency = Currency.Trim().ToUpperInvariant(),
        BookingIntervalMinutes = BookingIntervalMinutes,
        BackdatingDays = BackdatingDays,
        GreyPagePrice = GreyPagePrice,
        ColorPagePrice = ColorPagePrice,
        ClosingGraceDays = ClosingGraceDays,
    };
}

using System.Globalization;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Burning;

/// <summary>What a credit is called: "Meeting room time, Hot Desk Plus, to 8 Dec 2026", never by its number alone.</summary>
public static class CreditName
{
    // The cached sums write "never" as an instant of this year.
    private const int Never = 9999;

    /// <summary>The name of a credit.</summary>
    public static string Of(CreditTerms terms, SiteZone zone) =>
        Of(terms.Benefit.Name, terms.Row.Source, terms.Row.SourceName, terms.Row.ExpiresAt, zone);

    /// <summary>The benefit, how it was given, and the last usable day (R52) where it has one.</summary>
    public static string Of(string benefit, CreditSource source, string? sourceName, DateTime? expiresAt, SiteZone zone)
    {
        var given = string.IsNullOrEmpty(sourceName) ? Word(source) : sourceName;
        return expiresAt is { Year: < Never } end ? $"{benefit}, {given}, to {EndOf(end, zone)}" : $"{benefit}, {given}";
    }

    private static string EndOf(DateTime end, SiteZone zone)
    {
        var (day, time) = zone.LastUsable(end);
        return day.ToString("d MMM yyyy", CultureInfo.InvariantCulture) + time?.ToString(", HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Word(CreditSource source) => source switch
    {
        CreditSource.Manual => "added by hand",
        CreditSource.Import => "imported",
        CreditSource.Rollover => "rolled over",
        CreditSource.Extension => "extended",
        CreditSource.Transfer => "transferred",
        CreditSource.Plan => "from a plan",
        CreditSource.Product => "from a product",
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };
}

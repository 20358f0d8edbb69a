using System.Globalization;

namespace CreditLedger.Ledger.Amounts;

/// <summary>Amounts as people read them (R2). The same on every machine: no culture of the process takes part.</summary>
public static class AmountFormat
{
    /// <summary>The sign for "less": a real minus, as wide as a plus.</summary>
    public const string Minus = "\u2212";

    /// <summary>The price of one printed page, in minor units: what "90 pages" is reckoned with.</summary>
    public const int PagePrice = 10;

    /// <summary>
    /// <c>£100.00</c>, <c>1 h 30 min</c>, <c>£9.00 · 90 pages</c>, <c>3 uses</c>; a minus in front of what is below zero.
    /// </summary>
    public static string Format(long amount, Unit unit) => Sign(amount) + unit.Traits.Format(Magnitude(amount), unit);

    /// <summary>With "+" in front of what is above zero: for changes.</summary>
    public static string WithSign(long amount, Unit unit) => (amount > 0 ? "+" : "") + Format(amount, unit);

    /// <summary>The whole number alone, for people: <c>1,440</c>.</summary>
    public static string Bare(long amount) => Sign(amount) + Whole(Magnitude(amount));

    /// <summary>As a form holds it to be changed: <c>1 h 30 min</c>, <c>100.00</c>, <c>900</c>, with a plain hyphen.</summary>
    public static string ForInput(long amount, Unit unit) => (amount < 0 ? "-" : "") + unit.Traits.Input(Magnitude(amount), unit);

    internal static string Whole(ulong number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    internal static string Count(ulong number, string one, string many) => $"{Whole(number)} {(number == 1 ? one : many)}";

    internal static string Minutes(ulong minutes, bool grouped = true)
    {
        var (hours, rest) = (minutes / 60, minutes % 60);
        var whole = grouped ? Whole(hours) : hours.ToString(CultureInfo.InvariantCulture);
        return hours == 0 ? $"{rest} min" : rest == 0 ? $"{whole} h" : $"{whole} h {rest} min";
    }

    internal static string Money(ulong minor, Currency currency) => currency.Symbol + Decimal(minor, currency, grouped: true);

    // What is no whole number of pages is money alone.
    internal static string Pages(ulong minor, Unit unit) => minor % PagePrice == 0 && unit.Currency!.Decimals == 2
        ? $"{Money(minor, unit.Currency)} · {Count(minor / PagePrice, "page", "pages")}"
        : Money(minor, unit.Currency!);

    internal static string Decimal(ulong minor, Currency currency, bool grouped)
    {
        var per = (ulong)currency.MinorPerMajor;
        var major = (minor / per).ToString(grouped ? "#,0" : "0", CultureInfo.InvariantCulture);
        return currency.Decimals == 0 ? major : major + "." + (minor % per).ToString(CultureInfo.InvariantCulture)
            .PadLeft(currency.Decimals, '0');
    }

    private static string Sign(long amount) => amount < 0 ? Minus : "";

    private static ulong Magnitude(long amount) => amount < 0 ? (ulong)-(amount + 1) + 1 : (ulong)amount;
}

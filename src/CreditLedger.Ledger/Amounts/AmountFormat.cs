using System.Globalization;

namespace CreditLedger.Ledger.Amounts;

/// <summary>Amounts as people read them (R2). The same on every machine: no culture of the process takes part.</summary>
public static class AmountFormat
{
    /// <summary>The sign for "less": a real minus, as wide as a plus.</summary>
    public const string Minus = "\u2212";

    /// <summary>The price of one printed page that "90 pages at 10 cents" is reckoned with, in minor units.</summary>
    public const int PagePrice = 10;

    /// <summary><c>£100.00</c>, <c>1 h 30 min</c>, <c>900 (£9.00)</c>, <c>3 uses</c>; a minus in front of what is below zero.</summary>
    public static string Format(long amount, Unit unit)
    {
        var size = Magnitude(amount);
        return (amount < 0 ? Minus : "") + unit.Kind switch
        {
            BenefitKind.Time => Minutes(size),
            BenefitKind.Money => Money(size, unit.Currency!),
            BenefitKind.Printing => $"{Whole(size)} ({Money(size, unit.Currency!)})",
            BenefitKind.Uses => $"{Whole(size)} {(size == 1 ? "use" : "uses")}",
            _ => $"{Whole(size)} {(size == 1 ? "pass" : "passes")}",
        };
    }

    /// <summary>With "+" in front of what is above zero: for changes.</summary>
    public static string WithSign(long amount, Unit unit) => (amount > 0 ? "+" : "") + Format(amount, unit);

    /// <summary>
    /// For sentences about changes and forms, where minutes stay minutes: <c>90 min</c>, <c>£100.00</c>,
    /// <c>900 (£9.00, 90 pages at 10 cents)</c>.
    /// </summary>
    public static string Plain(long amount, Unit unit)
    {
        var size = Magnitude(amount);
        var sign = amount < 0 ? Minus : "";
        return unit.Kind switch
        {
            BenefitKind.Time => $"{sign}{Whole(size)} min",
            BenefitKind.Printing when size % PagePrice == 0 && unit.Currency!.Decimals == 2 =>
                $"{sign}{Whole(size)} ({Money(size, unit.Currency)}, {Whole(size / PagePrice)} {(size == PagePrice ? "page" : "pages")} at 10 cents)",
            _ => Format(amount, unit),
        };
    }

    /// <summary>The whole number alone, for people: <c>1,440</c>.</summary>
    public static string Bare(long amount) => (amount < 0 ? Minus : "") + Whole(Magnitude(amount));

    /// <summary>The number alone, as it is typed into a form: <c>90</c>, <c>100.00</c>, <c>900</c>, with a plain hyphen.</summary>
    public static string ForInput(long amount, Unit unit) =>
        unit.Kind == BenefitKind.Money
            ? (amount < 0 ? "-" : "") + Decimal(Magnitude(amount), unit.Currency!, grouped: false)
            : amount.ToString(CultureInfo.InvariantCulture);

    private static ulong Magnitude(long amount) => amount < 0 ? (ulong)-(amount + 1) + 1 : (ulong)amount;

    private static string Whole(ulong number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Minutes(ulong minutes)
    {
        var (hours, rest) = (minutes / 60, minutes % 60);
        return hours == 0 ? $"{rest} min" : rest == 0 ? $"{Whole(hours)} h" : $"{Whole(hours)} h {rest} min";
    }

    private static string Money(ulong minor, Currency currency) => currency.Symbol + Decimal(minor, currency, grouped: true);

    private static string Decimal(ulong minor, Currency currency, bool grouped)
    {
        var per = (ulong)currency.MinorPerMajor;
        var major = (minor / per).ToString(grouped ? "#,0" : "0", CultureInfo.InvariantCulture);
        return currency.Decimals == 0 ? major : major + "." + (minor % per).ToString(CultureInfo.InvariantCulture).PadLeft(currency.Decimals, '0');
    }
}

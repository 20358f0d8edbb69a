using System.Globalization;
using System.Text.RegularExpressions;

namespace CreditLedger.Ledger.Amounts;

/// <summary>What became of a typed amount: the amount, or the message that says what would be valid (R2).</summary>
/// <param name="Amount">In the smallest unit (R1); meaningful only without <paramref name="Error"/>.</param>
/// <param name="Error">What is wrong and what would be right; none when it was understood.</param>
public readonly record struct ParsedAmount(long Amount, string? Error)
{
    /// <summary>Whether the text was understood.</summary>
    public bool IsValid => Error is null;
}

/// <summary>Reads amounts as people type them (R2): <c>100</c>, <c>−100.50</c>, <c>£1,250.00</c>, <c>1 h 30 min</c>.</summary>
public static partial class AmountParser
{
    /// <summary>
    /// Reads a signed amount. Refused, with what would be valid: nothing, zero (unless allowed), more decimals than the currency has,
    /// separators in the wrong place, NaN and infinities, what does not fit in 64 bits.
    /// </summary>
    /// <param name="text">What was typed.</param>
    /// <param name="unit">What it counts.</param>
    /// <param name="allowZero">Whether zero is an answer: true for "set balance to".</param>
    public static ParsedAmount Parse(string? text, Unit unit, bool allowZero = false)
    {
        var typed = (text ?? "").Trim().Replace('\u00a0', ' ').Replace('\u202f', ' ');
        if (typed.Length == 0) return Refuse($"Enter an amount, for example {Example(unit)}.");
        if (typed.Length > 40) return Refuse($"That is too long for an amount. Enter one like {Example(unit)}.");

        var negative = typed[0] is '-' or '\u2212';
        if (negative || typed[0] == '+') typed = typed[1..].TrimStart();
        var parsed = unit.Traits.Parse(typed, unit);
        if (!parsed.IsValid) return parsed;
        if (parsed.Amount == 0 && !allowZero) return Refuse($"Zero changes nothing. Enter an amount like {Example(unit)}.");
        return negative ? new ParsedAmount(-parsed.Amount, null) : parsed;
    }

    internal static ParsedAmount Minutes(string typed, Unit unit)
    {
        var match = HoursAndMinutes().Match(typed);
        if (match.Success && (match.Groups["h"].Success || match.Groups["m"].Success))
        {
            return InMinutes(
                match.Groups["h"].Success ? match.Groups["h"].Value : "0", match.Groups["m"].Success ? match.Groups["m"].Value : "0");
        }

        if (ClockTime().Match(typed) is { Success: true } clock)
            return InMinutes(clock.Groups["h"].Value, clock.Groups["m"].Value);
        if (DecimalHours().Match(typed) is { Success: true } hours)
        {
            var sixtieths = decimal.Parse("0." + hours.Groups["part"].Value, CultureInfo.InvariantCulture) * 60;
            if (decimal.Truncate(sixtieths) == sixtieths)
                return InMinutes(hours.Groups["h"].Value, sixtieths.ToString("0", CultureInfo.InvariantCulture));
        }

        if (typed.Contains('.', StringComparison.Ordinal) || typed.Contains(':', StringComparison.Ordinal))
            return Refuse("Time is counted in whole minutes. Enter 90, 1:30, 1.5 h or 1 h 30 min.");
        return Whole(typed, unit);
    }

    private static ParsedAmount InMinutes(string hours, string minutes)
    {
        if (!TryLong(Ungrouped(hours), out var h) || !TryLong(Ungrouped(minutes), out var m)) return TooLarge();
        return h > (long.MaxValue - m) / 60 ? TooLarge() : new ParsedAmount((h * 60) + m, null);
    }

    // "10,50" is ten and a half to one half of the world: never guess, say how both are written.
    internal static ParsedAmount Whole(string typed, Unit unit)
    {
        if (!Grouped().IsMatch(typed))
        {
            return Refuse(typed.Contains(',', StringComparison.Ordinal) && Digits().IsMatch(Ungrouped(typed))
                ? $"A thousands separator stands before every three digits: " +
                    $"write {Regroup(typed)}{(unit.Currency is { Decimals: > 0 } ? ", and decimals after a point" : "")}."
                : $"'{Shorten(typed)}' is not {unit.Traits.Expected(unit)}. Enter one like {Example(unit)}.");
        }

        return TryLong(Ungrouped(typed), out var number) ? new ParsedAmount(number, null) : TooLarge();
    }

    internal static ParsedAmount WholeOrMoney(string typed, Unit unit)
    {
        if (PageCount().Match(typed) is { Success: true } pages)
        {
            return TryLong(Ungrouped(pages.Groups["n"].Value), out var count) && count <= long.MaxValue / AmountFormat.PagePrice
                ? new ParsedAmount(count * AmountFormat.PagePrice, null)
                : TooLarge();
        }

        return typed.Contains('.', StringComparison.Ordinal) || Marks(unit.Currency!)
            .Any(mark => typed.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
                ? Money(typed, unit)
                : Whole(typed, unit);
    }

    internal static ParsedAmount Money(string typed, Unit unit)
    {
        var currency = unit.Currency!;
        foreach (var mark in Marks(currency))
        {
            if (typed.StartsWith(mark, StringComparison.OrdinalIgnoreCase)) typed = typed[mark.Length..].Trim();
            else if (typed.EndsWith(mark, StringComparison.OrdinalIgnoreCase)) typed = typed[..^mark.Length].Trim();
        }

        var point = typed.IndexOf('.', StringComparison.Ordinal);
        var (major, minor) = point < 0 ? (typed, "") : (typed[..point], typed[(point + 1)..]);
        if (point >= 0 && (minor.Length == 0 || !Digits().IsMatch(minor)))
            return Refuse($"'{Shorten(typed)}' is not an amount in {currency.Code}. Enter one like {Example(unit)}.");
        if (minor.Length > currency.Decimals)
        {
            return Refuse(currency.Decimals == 0
                ? $"{currency.Code} has no decimals. Enter a whole number like {Example(unit)}."
                : $"{currency.Code} has {currency.Decimals} decimals. Enter an amount like {Example(unit)}.");
        }

        var whole = Whole(major, unit);
        if (!whole.IsValid) return whole;
        var cents = minor.Length == 0 ? 0 : long.Parse(minor.PadRight(currency.Decimals, '0'), CultureInfo.InvariantCulture);
        try
        {
            return new ParsedAmount(checked((whole.Amount * currency.MinorPerMajor) + cents), null);
        }
        catch (OverflowException)
        {
            return TooLarge();
        }
    }

    internal static string MoneyExample(Currency currency) =>
        currency.Decimals == 0 ? "100" : "100 or 12." + "50".PadRight(currency.Decimals, '0')[..currency.Decimals];

    internal static string PrintingExample(Currency currency) =>
        "900 (cents), 90 pages or " + currency.Symbol + "9" + (currency.Decimals == 0 ? "" : "." + new string('0', currency.Decimals));

    private static string Example(Unit unit) => unit.Traits.Example(unit);

    private static string[] Marks(Currency currency) => [currency.Symbol.TrimEnd('\u00a0'), currency.Code];

    private static string Ungrouped(string digits) => digits.Replace(",", "", StringComparison.Ordinal);

    private static string Regroup(string typed) =>
        TryLong(Ungrouped(typed), out var number) ? number.ToString("#,0", CultureInfo.InvariantCulture) : "it without separators";

    private static string Shorten(string typed) => typed.Length <= 20 ? typed : typed[..20] + "…";

    private static bool TryLong(string digits, out long number) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static ParsedAmount TooLarge() => Refuse("That amount is too large for the ledger.");

    private static ParsedAmount Refuse(string message) => new(0, message);

    private const string Number = "(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)";

    [GeneratedRegex($@"\A(?:(?<h>{Number})\s*(?:h|hr|hrs|hour|hours))?\s*(?:(?<m>{Number})\s*(?:m|min|mins|minute|minutes))?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HoursAndMinutes();

    [GeneratedRegex(@"\A(?<h>[0-9]{1,6}):(?<m>[0-5][0-9])\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"\A(?<h>[0-9]{1,6})\.(?<part>[0-9]{1,6})\s*(h|hr|hrs|hour|hours)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DecimalHours();

    [GeneratedRegex($@"\A(?<n>{Number})\s*pages?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PageCount();

    [GeneratedRegex($@"\A{Number}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"\A[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}

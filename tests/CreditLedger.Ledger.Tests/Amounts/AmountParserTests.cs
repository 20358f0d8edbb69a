using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Amounts;

public sealed class AmountParserTests
{
    private static readonly Unit[] Units =
    [
        Unit.Of(BenefitKind.Time, null), Unit.Of(BenefitKind.Uses, null), Unit.Of(BenefitKind.Pass, null),
        Unit.Of(BenefitKind.Printing, "GBP"),
        Unit.Of(BenefitKind.Money, "GBP"), Unit.Of(BenefitKind.Money, "JPY"), Unit.Of(BenefitKind.Money, "KWD"),
        Unit.Of(BenefitKind.Money, "CLF"),
    ];

    [Theory]
    [InlineData("GBP", "100", 10000)]
    [InlineData("GBP", "-100", -10000)]
    [InlineData("GBP", "−100", -10000)]
    [InlineData("GBP", "+100", 10000)]
    [InlineData("GBP", " 12.5 ", 1250)]
    [InlineData("GBP", "12.50", 1250)]
    [InlineData("GBP", "£1,250.00", 125000)]
    [InlineData("GBP", "-£12.50", -1250)]
    [InlineData("GBP", "GBP 12", 1200)]
    [InlineData("GBP", "12 gbp", 1200)]
    [InlineData("GBP", "0.01", 1)]
    [InlineData("GBP", "1,234,567", 123456700)]
    [InlineData("JPY", "100", 100)]
    [InlineData("JPY", "¥1,000", 1000)]
    [InlineData("KWD", "1.234", 1234)]
    [InlineData("KWD", "KWD 1.5", 1500)]
    [InlineData("GBP", "92233720368547758.07", long.MaxValue)]
    public void Money_is_read_in_whole_units_with_a_point(string currency, string typed, long amount) =>
        Assert.Equal(new ParsedAmount(amount, null), AmountParser.Parse(typed, Unit.Of(BenefitKind.Money, currency)));

    [Theory]
    [InlineData("60", 60)]
    [InlineData("-60", -60)]
    [InlineData("1 h 30 min", 90)]
    [InlineData("1h30min", 90)]
    [InlineData("1 hour 30 minutes", 90)]
    [InlineData("2 h", 120)]
    [InlineData("90 MIN", 90)]
    [InlineData("90m", 90)]
    [InlineData("1,440", 1440)]
    [InlineData("5,035 h", 302100)]
    [InlineData("−1 h 30 min", -90)]
    public void Time_is_read_in_minutes_or_hours_and_minutes(string typed, long amount) =>
        Assert.Equal(new ParsedAmount(amount, null), AmountParser.Parse(typed, Unit.Of(BenefitKind.Time, null)));

    [Theory]
    [InlineData("900", 900)]
    [InlineData("£9", 900)]
    [InlineData("£9.00", 900)]
    [InlineData("GBP 9", 900)]
    [InlineData("9.00", 900)]
    [InlineData("-900", -900)]
    public void Printing_is_read_in_units_or_money(string typed, long amount) =>
        Assert.Equal(new ParsedAmount(amount, null), AmountParser.Parse(typed, Unit.Of(BenefitKind.Printing, "GBP")));

    [Theory]
    [InlineData(BenefitKind.Money, "GBP", null, "Enter an amount")]
    [InlineData(BenefitKind.Money, "GBP", "", "Enter an amount")]
    [InlineData(BenefitKind.Money, "GBP", "   ", "Enter an amount")]
    [InlineData(BenefitKind.Money, "GBP", "0", "Zero changes nothing")]
    [InlineData(BenefitKind.Money, "GBP", "-0.00", "Zero changes nothing")]
    [InlineData(BenefitKind.Time, null, "0 h 0 min", "Zero changes nothing")]
    [InlineData(BenefitKind.Money, "GBP", "1.234", "GBP has 2 decimals")]
    [InlineData(BenefitKind.Money, "JPY", "1.5", "JPY has no decimals")]
    [InlineData(BenefitKind.Money, "KWD", "1.2345", "KWD has 3 decimals")]
    [InlineData(BenefitKind.Money, "GBP", "NaN", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "Infinity", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "1e5", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "0x10", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "£", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "-", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", ".50", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "10.", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "1.2.3", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "--5", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "$5", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "１２", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "1\n.50", "not an amount in GBP")]
    [InlineData(BenefitKind.Money, "GBP", "10,50", "write 1,050, and decimals after a point")]
    [InlineData(BenefitKind.Money, "GBP", "1,00", "A thousands separator stands before every three digits")]
    [InlineData(BenefitKind.Money, "GBP", "1,2345", "A thousands separator stands before every three digits")]
    [InlineData(BenefitKind.Time, null, "10,00", "write 1,000.")]
    [InlineData(BenefitKind.Time, null, ",100", "A thousands separator")]
    [InlineData(BenefitKind.Time, null, "1.5", "whole minutes")]
    [InlineData(BenefitKind.Time, null, "an hour", "not a whole number")]
    [InlineData(BenefitKind.Uses, null, "1.5", "not a whole number")]
    [InlineData(BenefitKind.Uses, null, "one", "not a whole number")]
    [InlineData(BenefitKind.Printing, "GBP", "9.001", "GBP has 2 decimals")]
    [InlineData(BenefitKind.Money, "GBP", "92233720368547758.08", "too large")]
    [InlineData(BenefitKind.Money, "GBP", "99999999999999999999999", "too large")]
    [InlineData(BenefitKind.Time, null, "9223372036854775808", "too large")]
    [InlineData(BenefitKind.Time, null, "-9223372036854775808", "too large")]
    [InlineData(BenefitKind.Time, null, "153722867280912931 h", "too large")]
    [InlineData(BenefitKind.Time, null, "99999999999999999999 min", "too large")]
    [InlineData(BenefitKind.Uses, null, "11111111111111111111111111111111111111111", "too long")]
    public void What_is_no_amount_is_refused_with_what_would_be(BenefitKind kind, string? currency, string? typed, string message)
    {
        var parsed = AmountParser.Parse(typed, Unit.Of(kind, currency));

        Assert.False(parsed.IsValid);
        Assert.Equal(0, parsed.Amount);
        Assert.Contains(message, parsed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Zero_is_an_answer_where_a_balance_is_set() =>
        Assert.Equal(new ParsedAmount(0, null), AmountParser.Parse("0.00", Unit.Of(BenefitKind.Money, "GBP"), allowZero: true));

    [Fact]
    public void What_is_written_for_a_form_is_read_back_as_it_was() =>
        Seeded.Check(Gen.Zip(Seeded.Longs, Gen.Elements(Units)), pair =>
        {
            var (amount, unit) = (pair.Item1 == long.MinValue ? long.MaxValue : pair.Item1, pair.Item2);
            Assert.Equal(new ParsedAmount(amount, null), AmountParser.Parse(AmountFormat.ForInput(amount, unit), unit, allowZero: true));
        });

    [Fact]
    public void Money_and_time_as_people_read_them_can_be_typed_again() =>
        Seeded.Check(Gen.Zip(Seeded.Longs, Gen.Elements(Units.Where(unit => unit.Kind is BenefitKind.Money or BenefitKind.Time))), pair =>
        {
            var (amount, unit) = (pair.Item1 == long.MinValue ? long.MaxValue : pair.Item1, pair.Item2);
            Assert.Equal(new ParsedAmount(amount, null), AmountParser.Parse(AmountFormat.Format(amount, unit), unit, allowZero: true));
        });

    [Fact]
    public void Whatever_is_typed_is_an_amount_or_a_message_never_a_crash()
    {
        var symbol = Gen.Elements("0", "1", "9", "00", "000", ",", ".", "-", "−", "+", "£", "¥", "GBP", "h", "min", " ", "\u00a0", "e",
            "NaN", "∞", "\0", "\ud800");
        Seeded.Check(Gen.Zip(Gen.ListOf(symbol), Gen.Elements(Units)), pair =>
        {
            var parsed = AmountParser.Parse(string.Concat(pair.Item1), pair.Item2);
            Assert.True(parsed.IsValid ? parsed.Amount != 0 : parsed.Error!.Length > 10);
        }, count: 3000);
    }
}

using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Tests.Amounts;

public sealed class AmountFormatTests
{
    [Theory]
    [InlineData("GBP", 10000, "£100.00")]
    [InlineData("GBP", 5, "£0.05")]
    [InlineData("GBP", 0, "£0.00")]
    [InlineData("GBP", -1250, "−£12.50")]
    [InlineData("GBP", 123456789, "£1,234,567.89")]
    [InlineData("JPY", 10000, "¥10,000")]
    [InlineData("KWD", 1234567, "KWD\u00a01,234.567")]
    [InlineData("EUR", 1, "€0.01")]
    [InlineData("GBP", long.MaxValue, "£92,233,720,368,547,758.07")]
    [InlineData("GBP", long.MinValue, "−£92,233,720,368,547,758.08")]
    public void Money_reads_with_its_sign_and_as_many_decimals_as_the_currency_has(string currency, long amount, string text) =>
        Assert.Equal(text, AmountFormat.Format(amount, Unit.Of(BenefitKind.Money, currency)));

    [Theory]
    [InlineData(0, "0 min")]
    [InlineData(45, "45 min")]
    [InlineData(60, "1 h")]
    [InlineData(90, "1 h 30 min")]
    [InlineData(-90, "−1 h 30 min")]
    [InlineData(302100, "5,035 h")]
    [InlineData(long.MinValue, "−153,722,867,280,912,930 h 8 min")]
    public void Time_reads_in_hours_and_minutes(long amount, string text) =>
        Assert.Equal(text, AmountFormat.Format(amount, Unit.Of(BenefitKind.Time, null)));

    [Theory]
    [InlineData("GBP", 900, "£9.00 · 90 pages")]
    [InlineData("GBP", 10, "£0.10 · 1 page")]
    [InlineData("GBP", 905, "£9.05")]
    [InlineData("GBP", -1000, "−£10.00 · 100 pages")]
    [InlineData("JPY", 900, "¥900")]
    public void Printing_reads_as_money_and_whole_pages(string currency, long amount, string text) => Assert.Equal(
        text, AmountFormat.Format(amount, Unit.Of(BenefitKind.Printing, currency)));

    [Theory]
    [InlineData(BenefitKind.Uses, 1, "1 use")]
    [InlineData(BenefitKind.Uses, 2, "2 uses")]
    [InlineData(BenefitKind.Uses, -1, "−1 use")]
    [InlineData(BenefitKind.Uses, 0, "0 uses")]
    [InlineData(BenefitKind.Pass, 1, "1 pass")]
    [InlineData(BenefitKind.Pass, 1200, "1,200 passes")]
    public void Things_read_as_counts(BenefitKind kind, long amount, string text) =>
        Assert.Equal(text, AmountFormat.Format(amount, Unit.Of(kind, null)));

    [Fact]
    public void Changes_show_their_sign()
    {
        var unit = Unit.Of(BenefitKind.Time, null);

        Assert.Equal("+1 h", AmountFormat.WithSign(60, unit));
        Assert.Equal("−1 h", AmountFormat.WithSign(-60, unit));
        Assert.Equal("0 min", AmountFormat.WithSign(0, unit));
    }

    [Fact]
    public void The_culture_of_the_process_takes_no_part()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            Assert.Equal("£1,234.50", AmountFormat.Format(123450, Unit.Of(BenefitKind.Money, "GBP")));
            Assert.Equal(123450, AmountParser.Parse("1,234.50", Unit.Of(BenefitKind.Money, "GBP")).Amount);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(BenefitKind.Time, null, "minute")]
    [InlineData(BenefitKind.Money, "GBP", "GBP:2")]
    [InlineData(BenefitKind.Printing, "JPY", "JPY:0")]
    [InlineData(BenefitKind.Money, "kwd", "KWD:3")]
    [InlineData(BenefitKind.Uses, null, "use")]
    [InlineData(BenefitKind.Pass, null, "pass")]
    public void Units_have_a_name_for_other_programs(BenefitKind kind, string? currency, string code) => Assert.Equal(
        code, Unit.Of(kind, currency).Code);

    [Theory]
    [InlineData(BenefitKind.Money, null)]
    [InlineData(BenefitKind.Printing, null)]
    [InlineData(BenefitKind.Money, "XXX")]
    [InlineData(BenefitKind.Money, "")]
    public void Money_and_printing_need_a_currency_of_iso_4217(BenefitKind kind, string? currency) =>
        Assert.Throws<ArgumentException>(() => Unit.Of(kind, currency));
}

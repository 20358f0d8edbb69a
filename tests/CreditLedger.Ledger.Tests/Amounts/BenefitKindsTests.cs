using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Tests.Amounts;

/// <summary>The table of kinds is whole: nothing falls back on another kind in silence.</summary>
public sealed class BenefitKindsTests
{
    public static TheoryData<BenefitKind> Kinds => [.. Enum.GetValues<BenefitKind>()];

    [Fact]
    public void Each_kind_has_an_entry_and_words_of_its_own()
    {
        Assert.Equal(Enum.GetValues<BenefitKind>(), BenefitKinds.All.Select(traits => traits.Kind));
        foreach (var word in new Func<KindTraits, string>[]
            { traits => traits.Slug, traits => traits.Name, traits => traits.CreditName, traits => traits.Plural, traits => traits.Icon })
            Assert.Equal(BenefitKinds.All.Count, BenefitKinds.All.Select(word).Distinct().Count());
        Assert.All(BenefitKinds.All, traits => Assert.Same(traits, BenefitKinds.OfSlug(traits.Slug)));
        Assert.Null(BenefitKinds.OfSlug("gold"));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void What_is_written_into_a_form_and_what_is_read_on_a_page_is_understood(BenefitKind kind)
    {
        var unit = Unit.Of(kind, BenefitKinds.Of(kind).HasCurrency ? "GBP" : null);
        foreach (var amount in new long[] { 1, 30, 90, 600, 1230, 100_000 })
        {
            Assert.Equal(new ParsedAmount(amount, null), AmountParser.Parse(AmountFormat.ForInput(amount, unit), unit));
            Assert.Equal(new ParsedAmount(-amount, null), AmountParser.Parse(AmountFormat.ForInput(-amount, unit), unit));
        }

        Assert.Equal(new ParsedAmount(BenefitKinds.Of(kind).SignExample(unit, 15), null),
            AmountParser.Parse(AmountFormat.ForInput(BenefitKinds.Of(kind).SignExample(unit, 15), unit), unit));
    }

    [Theory]
    [InlineData(BenefitKind.Time, "1:30", 90)]
    [InlineData(BenefitKind.Time, "1.5 h", 90)]
    [InlineData(BenefitKind.Time, "0.25h", 15)]
    [InlineData(BenefitKind.Time, "−2:05", -125)]
    [InlineData(BenefitKind.Printing, "90 pages", 900)]
    [InlineData(BenefitKind.Printing, "1 page", 10)]
    [InlineData(BenefitKind.Printing, "£9", 900)]
    [InlineData(BenefitKind.Printing, "900", 900)]
    public void Amounts_are_read_as_people_write_them(BenefitKind kind, string typed, long amount) =>
        Assert.Equal(new ParsedAmount(amount, null), AmountParser.Parse(typed, Unit.Of(kind, kind == BenefitKind.Printing ? "GBP" : null)));

    [Theory]
    [InlineData(BenefitKind.Time, "1:60")]
    [InlineData(BenefitKind.Time, "1.33 h")]
    [InlineData(BenefitKind.Time, "1.5")]
    [InlineData(BenefitKind.Time, "90 pages")]
    [InlineData(BenefitKind.Printing, "9.5 pages")]
    [InlineData(BenefitKind.Printing, "999999999999999999 pages")]
    [InlineData(BenefitKind.Uses, "2 h")]
    public void What_is_no_amount_of_the_kind_is_refused_with_what_would_be(BenefitKind kind, string typed) =>
        Assert.NotNull(AmountParser.Parse(typed, Unit.Of(kind, kind == BenefitKind.Printing ? "GBP" : null)).Error);
}

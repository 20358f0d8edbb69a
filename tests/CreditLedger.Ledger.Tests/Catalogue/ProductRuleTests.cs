using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Tests.Catalogue;

/// <summary>What a product may be (R29).</summary>
public sealed class ProductRuleTests
{
    private static readonly DateOnly Today = new(2026, 3, 15);
    private static readonly BenefitRow Room = new() { Id = 1, Name = "Room", Kind = BenefitKind.Time, StepMinutes = null };
    private static readonly BenefitRow Old = new()
    { Id = 2, Name = "Old room", Kind = BenefitKind.Time, StepMinutes = null, ArchivedAt = DateTime.UnixEpoch };

    private static List<Refusal> Refuse(BenefitRow benefit, ProductTerms terms, params (long, ProductTerms)[] current) =>
        [.. ProductRule.Refuse(current, [new ProductLineWanted(4, benefit, terms)], 15, Today)];

    [Theory]
    [InlineData(60, null, null)]
    [InlineData(60, 1, null)]
    [InlineData(60, 36_500, null)]
    [InlineData(60, null, "2026-03-15")]
    public void What_is_whole_steps_and_lasts_is_taken(long amount, int? days, string? until) =>
        Assert.Empty(Refuse(Room, new ProductTerms(amount, days, until is null ? null : DateOnly.Parse(until, null))));

    [Theory]
    [InlineData(0, null, null, RefusedField.Amount, "The amount that is granted is above zero.")]
    [InlineData(-60, null, null, RefusedField.Amount, "The amount that is granted is above zero.")]
    [InlineData(20, null, null, RefusedField.Amount, "Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30.")]
    [InlineData(60, 0, null, RefusedField.ValidDays,
        "Days are a whole number from 1 to 36,500; the day of the sale is the first. For longer choose that it never expires.")]
    [InlineData(60, 36_501, null, RefusedField.ValidDays,
        "Days are a whole number from 1 to 36,500; the day of the sale is the first. For longer choose that it never expires.")]
    [InlineData(60, null, "2026-03-14", RefusedField.ValidUntil, "That day is over: nothing sold today could be used. Choose a later day.")]
    [InlineData(60, 10, "2026-04-01", RefusedField.ValidUntil, "A line lasts for days or until a day, not both. Empty one of them.")]
    public void What_cannot_be_is_refused_at_its_field(long amount, int? days, string? until, RefusedField field, string message) =>
        Assert.Equal(new Refusal(RefusalReason.Invalid, field, message) { Row = 4 },
            Assert.Single(Refuse(Room, new ProductTerms(amount, days, until is null ? null : DateOnly.Parse(until, null)))));

    [Fact]
    public void A_product_without_lines_is_refused() => Assert.Equal(
        RefusedField.Whole, Assert.Single(ProductRule.Refuse([], [], 15, Today)).Field);

    [Fact]
    public void An_archived_benefit_goes_on_in_the_product_that_has_it_and_comes_into_no_other()
    {
        Assert.Empty(Refuse(Old, new ProductTerms(75), (Old.Id, new ProductTerms(60))));
        Assert.Equal(RefusedField.Benefit, Assert.Single(Refuse(Old, new ProductTerms(60))).Field);
    }

    [Fact]
    public void A_line_that_stays_as_it_was_is_not_judged_again() =>
        Assert.Empty(Refuse(Room, new ProductTerms(20, null, new DateOnly(2026, 1, 1)),
            (Room.Id, new ProductTerms(20, null, new DateOnly(2026, 1, 1)))));
}

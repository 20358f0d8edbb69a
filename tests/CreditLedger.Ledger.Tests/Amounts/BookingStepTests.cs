using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Amounts;

public sealed class BookingStepTests
{
    [Theory]
    [InlineData(5, 15, "Use 15.")]
    [InlineData(10, 15, "Use 15.")]
    [InlineData(20, 15, "Use 15 or 30.")]
    [InlineData(-20, 15, "Use 15 or 30.")]
    [InlineData(100, 30, "Use 90 or 120.")]
    [InlineData(long.MaxValue, 15, "Use 9223372036854775800.")]
    [InlineData(long.MinValue, 15, "Use 9223372036854775800.")]
    public void Refuses_what_is_no_whole_step_and_names_the_neighbours(long change, int step, string neighbours) =>
        Assert.EndsWith(
            neighbours, Refusals.NotAWholeStep(RefusedField.Amount, BookingStep.Missed(change, step)!).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(-45)]
    public void Accepts_whole_steps(long change) => Assert.Null(BookingStep.Missed(change, 15));

    [Theory]
    [InlineData(BenefitKind.Time, null, 15)]
    [InlineData(BenefitKind.Time, 30, 30)]
    [InlineData(BenefitKind.Money, null, 1)]
    [InlineData(BenefitKind.Printing, null, 1)]
    [InlineData(BenefitKind.Uses, 30, 1)]
    [InlineData(BenefitKind.Pass, null, 1)]
    public void Only_time_is_stepped_by_the_benefits_step_or_the_sites(BenefitKind kind, int? own, int step) =>
        Assert.Equal(step, BookingStep.Of(kind, own, 15));

    [Fact]
    public void The_neighbours_are_whole_steps_and_surround_what_was_asked() =>
        Seeded.Check(Gen.Zip(Gen.Choose(1, 5_000), Gen.Choose(1, 240)), pair =>
        {
            var (change, step) = (pair.Item1, pair.Item2);
            if (change % step == 0) Assert.Null(BookingStep.Missed(change, step));
            else AssertNeighbours(BookingStep.Missed(change, step)!, change, neighbour => BookingStep.Missed(neighbour, step) is null);
        });

    [Fact]
    public void The_balances_named_beside_a_target_can_be_reached() =>
        Seeded.Check(from balance in Gen.Choose(0, 500)
                     from target in Gen.Choose(0, 500)
                     from step in Gen.Choose(1, 60)
                     select (balance, target, step), three =>
                 {
                     var (balance, target, step) = three;
                     if (BookingStep.MissedTarget(balance, target, step) is not { } missed) Assert.Equal(0, (target - balance) % step);
                     else AssertNeighbours(missed, null, neighbour => neighbour != balance && neighbour >= 0
                         && BookingStep.MissedTarget(balance, neighbour, step) is null);
                 });

    [Theory]
    [InlineData(0, 60)]
    [InlineData(-15, 60)]
    [InlineData(1441, 60)]
    [InlineData(15, -1)]
    [InlineData(15, 36501)]
    public void Settings_that_make_no_sense_stop_the_start(int interval, int days) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LedgerRules(interval, days));

    private static void AssertNeighbours(MissedStep missed, long? asked, Func<long, bool> isReached)
    {
        Assert.NotEmpty(missed.Nearest);
        Assert.All(missed.Nearest, neighbour => Assert.True(isReached(neighbour)));
        Assert.All(missed.Nearest, neighbour => Assert.NotEqual(0, neighbour - asked));
        if (asked is { } value) Assert.Contains(missed.Nearest, neighbour => neighbour > value);
    }
}

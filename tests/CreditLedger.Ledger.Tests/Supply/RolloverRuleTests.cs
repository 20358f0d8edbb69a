using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Tests.Supply;

public sealed class RolloverRuleTests
{
    [Theory]
    [InlineData(0, 120L, 300, 120)]
    [InlineData(0, 120L, 90, 90)]
    [InlineData(0, 120L, 0, 0)]
    [InlineData(60, 120L, 20, 60)]
    [InlineData(60, 120L, 0, 60)]
    [InlineData(60, 60L, 500, 60)]
    [InlineData(0, null, 500, 500)]
    [InlineData(30, null, 10, 30)]
    public void Gives_the_next_period_no_less_than_min_and_no_more_than_max(long min, long? max, long remaining, long expected) =>
        Assert.Equal(expected, new RolloverRule(min, max).Of(remaining));

    [Fact]
    public void Without_a_least_there_is_no_rule()
    {
        Assert.Null(RolloverRule.Of(null, null));
        Assert.Equal(new RolloverRule(0, 5), RolloverRule.Of(0, 5));
    }
}

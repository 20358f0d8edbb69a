using System.Globalization;
using CreditLedger.Ledger.Burning;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Burning;

/// <summary>
/// R14 and R15. Credits are written <c>held:step</c>, with <c>:0</c> after it for those that count towards the first cap. What comes of it
/// is what each credit gives, with <c>of 75 next 120</c> after it where that is less than was asked.
/// </summary>
public sealed class ExactDrawTests
{
    [Theory]
    [InlineData("15:15 120:60", 120, "0 120")]
    [InlineData("15:15 120:60", 135, "15 120")]
    [InlineData("15:15 120:60", 75, "15 60")]
    [InlineData("120:60 15:15", 75, "60 15")]
    [InlineData("120:60 60:15", 90, "60 30")]
    [InlineData("45:15 60:60 45:45", 105, "45 60 0")]
    [InlineData("45:15 60:60 45:45", 90, "45 0 45")]
    [InlineData("15:15 60:60 45:45", 105, "0 60 45")]
    [InlineData("30:15 60:60 90:45", 105, "15 0 90")]
    [InlineData("77:7 77:11", 60, "49 11")]
    public void Takes_the_most_of_the_first_credit_with_which_the_amount_comes_out(string credits, long amount, string draw) =>
        Assert.Equal(draw, Outcome(credits, amount));

    [Theory]
    [InlineData("70:60 100:15", 90, "60 30")]
    [InlineData("50:60 100:15", 90, "0 90")]
    [InlineData("10:15 50:60", 60, "0 0 of 0")]
    public void A_credit_gives_the_whole_steps_of_what_it_holds(string credits, long amount, string draw) =>
        Assert.Equal(draw, Outcome(credits, amount));

    [Theory]
    [InlineData("15:15 120:60", 105, "15 60 of 75 next 120")]
    [InlineData("15:15 120:60", 100, "15 60 of 75 next 120")]
    [InlineData("15:15 120:60", 30, "15 0 of 15 next 60")]
    [InlineData("15:15 120:60", 150, "15 120 of 135")]
    [InlineData("60:60 60:60", 90, "60 0 of 60 next 120")]
    [InlineData("120:60 60:45", 30, "0 0 of 0 next 45")]
    [InlineData("300:15", 20, "15 of 15 next 30")]
    [InlineData("60:15", 65, "60 of 60")]
    [InlineData("77:7 77:11", 59, "14 44 of 58 next 60")]
    [InlineData("", 60, " of 0")]
    public void What_cannot_be_drawn_has_the_nearest_that_can(string credits, long amount, string draw) =>
        Assert.Equal(draw, Outcome(credits, amount));

    [Theory]
    [InlineData("15:15:0 120:60:0 60:15", 120, "0 60 60", "60")]
    [InlineData("60:15:0 120:60:0 60:15", 120, "60 0 60", "100")]
    [InlineData("60:15:0 60:15:1 120:60:0 90:45:1", 150, "60 45 0 45", "70 100")]
    [InlineData("60:15 120:60:0", 120, "60 60", "60")]
    [InlineData("60:15:0 120:60:0", 120, "15 60 of 75", "75")]
    [InlineData("15:15 120:60:0 90:45:0", 135, "15 0 90 of 105", "100")]
    [InlineData("60:15:0 300:15:0", 150, "60 60 of 120", "120")]
    public void A_cap_holds_for_the_sum_of_its_credits(string credits, long amount, string draw, string caps) =>
        Assert.Equal(draw, Outcome(credits, amount, [.. caps.Split(' ').Select(cap => long.Parse(cap, CultureInfo.InvariantCulture))]));

    [Fact]
    public void Kinds_of_step_one_are_drawn_whatever_the_amount() =>
        Assert.Equal("5000000000 999999995000000000", Outcome("5000000000:1 1000000000000000000:1", 1_000_000_000_000_000_000));

    [Fact]
    public void Different_steps_are_decided_up_to_a_million_minutes()
    {
        Assert.Equal("15 999960", Outcome("30:15 2000000:60", 999_975));
        Assert.Throws<ArgumentOutOfRangeException>(() => Outcome("15:15 2000000:60", ExactDraw.MaxMinutes + 1));
    }

    // The largest amounts, steps without a common divisor, and more credits than anyone has.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_worst_case_is_decided_exactly(bool capped)
    {
        int[] steps = [7, 11, 13, 1439];
        var sources = Enumerable.Range(0, capped ? 40 : 400)
            .Select(place => new DrawSource(capped ? 45_000 : 3_000, steps[place % 4], capped && place % 3 == 0 ? 0 : DrawSource.NoCap))
            .ToList();

        var draw = ExactDraw.Of(999_983, sources, capped ? [200_017] : []);

        Assert.Equal((999_983, null), (draw.Total, draw.NextAbove));
        Assert.Equal(999_983, draw.Amounts.Sum());
        Assert.All(draw.Amounts.Zip(sources), pair => Assert.Equal(0, pair.First % pair.Second.Step));
        Assert.Equal(3_000 / 7 * 7, ExactDraw.Of(999_983, [new(3_000, 7), .. sources], capped ? [200_017] : []).Amounts[0]);
    }

    [Fact]
    public void Agrees_with_trying_every_draw_there_is()
    {
        var sources =
            from held in Gen.Choose(0, 20)
            from step in Gen.Choose(2, 6)
            from cap in Gen.Choose(-1, 1)
            select new DrawSource(held, step, cap);
        var cases =
            from credits in Gen.Choose(0, 4).SelectMany(count => Gen.ListOf(sources, count))
            from first in Gen.Choose(0, 30)
            from second in Gen.Choose(0, 30)
            from amount in Gen.Choose(1, 60)
            select (Credits: credits.ToList(), Caps: new long[] { first, second }, Amount: (long)amount);
        var (whole, tooLittle, between) = (0, 0, 0);
        Seeded.Check(cases, one =>
        {
            var all = EveryDraw(one.Credits, one.Caps).ToList();
            var below = all.Select(draw => draw.Sum()).Where(total => total <= one.Amount).Max();
            var above = below == one.Amount ? null : all.Select(draw => (long?)draw.Sum()).Where(total => total > one.Amount).Min();

            var draw = ExactDraw.Of(one.Amount, one.Credits, one.Caps);

            Assert.Equal((below, above), (draw.Total, draw.NextAbove));
            Assert.Equal(all.First(amounts => amounts.Sum() == below), draw.Amounts);
            if (below == one.Amount) whole++;
            else if (above is null) tooLittle++;
            else between++;
        }, count: 3000);

        Assert.True(Math.Min(whole, Math.Min(tooLittle, between)) > 100, $"{whole} drawn, {tooLittle} short, {between} between two.");
    }

    // From the most of the first credit down, so that the greatest draw of any amount comes first.
    private static IEnumerable<List<long>> EveryDraw(List<DrawSource> credits, long[] caps, int from = 0)
    {
        if (from == credits.Count)
        {
            yield return [];
            yield break;
        }

        var (held, step, cap) = credits[from];
        for (var give = held / step * step; give >= 0; give -= step)
        {
            if (cap >= 0 && give > caps[cap]) continue;
            var left = caps.ToArray();
            if (cap >= 0) left[cap] -= give;
            foreach (var rest in EveryDraw(credits, left, from + 1)) yield return [give, .. rest];
        }
    }

    private static string Outcome(string credits, long amount, params long[] caps)
    {
        var sources = credits.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(credit => credit.Split(':')).Select(words =>
            new DrawSource(
                long.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture),
                words.Length == 3 ? int.Parse(words[2], CultureInfo.InvariantCulture) : DrawSource.NoCap)).ToList();
        var draw = ExactDraw.Of(amount, sources, caps);
        Assert.Equal(draw.Total, draw.Amounts.Sum());
        return string.Join(' ', draw.Amounts) + (draw.Total == amount ? "" : $" of {draw.Total}")
            + (draw.NextAbove is { } above ? $" next {above}" : "");
    }
}

using CreditLedger.Ledger.Statements;
using CreditLedger.Tests;

namespace CreditLedger.Ledger.Tests.Statements;

public sealed class RunningStatementTests
{
    private static readonly DateTime Start = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private static DateTime Day(int day) => Start.AddDays(day - 1);

    [Fact]
    public void A_statement_tells_what_is_left_of_all_credits_after_each_row_and_each_end()
    {
        var statement = RunningStatement.Of(
            [new(1, 0, 300, Day(11)), new(2, 0, 60, null)],
            [new(1, Day(3), 4, -120), new(2, Day(5), 5, -60), new(1, Day(9), 6, 30)], Day(31));
        Assert.Equal([240L, 180, 210], statement.BalancesAfter.OrderBy(row => row.Key.Sequence).Select(row => row.Value));
        Assert.Equal([new ExpiredRemainder(1, Day(11), 210, 0)], statement.Expired);
    }

    [Fact]
    public void A_rollover_at_the_end_takes_the_remainder_and_nothing_expires()
    {
        var statement = RunningStatement.Of(
            [new(1, 0, 100, Day(11)), new(2, 0, 0, Day(21))],
            [new(1, Day(11), 2, -100), new(2, Day(11), 3, 100)], Day(15));
        Assert.Equal([0L, 100], statement.BalancesAfter.OrderBy(row => row.Key.Sequence).Select(row => row.Value));
        Assert.Empty(statement.Expired);
    }

    [Fact]
    public void What_comes_back_after_the_end_expires_at_once()
    {
        var statement = RunningStatement.Of([new(1, 0, 0, Day(11)), new(2, 0, 50, null)], [new(1, Day(14), 7, 60)], Day(20));
        Assert.Equal(110, statement.BalancesAfter[(1, 7)]);
        Assert.Equal([new ExpiredRemainder(1, Day(14), 60, 50)], statement.Expired);
    }

    [Fact]
    public void Accounts_are_told_apart_and_an_end_after_the_span_is_not_told()
    {
        var statement = RunningStatement.Of([new(1, 1, 10, Day(11)), new(2, 2, 20, Day(12))], [new(2, Day(5), 1, -5)], Day(11));
        Assert.Equal(15, statement.BalancesAfter[(2, 1)]);
        Assert.Equal([new ExpiredRemainder(1, Day(11), 10, 0)], statement.Expired);
    }

    [Fact]
    public void Cut_in_two_anywhere_it_says_the_same()
    {
        var random = TestSeed.NewRandom(23);
        for (var round = 0; round < 300; round++)
        {
            var credits = Enumerable.Range(1, random.Next(1, 6)).Select(id => new StatementCredit(
                id, random.Next(2), 0, random.Next(4) == 0 ? null : Day(random.Next(2, 30)))).ToList();
            var rows = Enumerable.Range(1, random.Next(1, 40))
                .Select(number => (Day: random.Next(1, 31), number)).OrderBy(row => row.Day).ThenBy(row => row.number)
                .Select(row => new StatementRow(random.Next(1, credits.Count + 1), Day(row.Day), row.number, random.Next(-50, 100)))
                .ToList();
            var whole = RunningStatement.Of(credits, rows, Day(31));
            var cut = Day(random.Next(1, 31));
            var later = RunningStatement.Of(
                [
                    .. credits.Select(credit => credit with
                    {
                        Opening = credit.ExpiresAt < cut ? 0
                            : rows.Where(row => row.CreditId == credit.Id && row.UsedAt < cut).Sum(row => row.Amount),
                    }),
                ],
                rows.Where(row => row.UsedAt >= cut), Day(31));
            Assert.All(later.BalancesAfter, row => Assert.Equal(whole.BalancesAfter[row.Key], row.Value));
            Assert.Equal(whole.Expired.Where(end => end.At >= cut), later.Expired);
        }
    }
}

using CreditLedger.Ledger.Burning;
using FsCheck;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Burning;

public sealed class BalanceHistoryTests
{
    private static readonly DateTime Origin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // Few moments, so that entries often share one.
    private static readonly Gen<(int Minute, int Amount)> Rows = Gen.Zip(Gen.Choose(0, 20), Gen.Choose(-100, 100)).Select(
        pair => (pair.Item1, pair.Item2));

    [Fact]
    public void Agrees_with_a_plain_list_of_entries_at_every_moment() =>
        Seeded.Check(Gen.ListOf(Rows), rows =>
        {
            var history = BalanceHistory.FromEntries(rows.Select(row => (Origin.AddMinutes(row.Minute), (long)row.Amount)));
            Assert.Equal(rows.Sum(row => row.Amount), history.Balance);
            for (var minute = -1; minute <= 21; minute++)
            {
                Assert.Equal(At(rows, minute), history.At(Origin.AddMinutes(minute)));
                Assert.Equal(Enumerable.Range(minute, 23 - minute).Min(later => At(rows, later)),
                    history.LowestSince(Origin.AddMinutes(minute)));
            }
        });

    [Fact]
    public void The_order_in_which_entries_are_known_does_not_matter() =>
        Seeded.Check(Gen.ListOf(Rows), rows =>
        {
            var forward = BalanceHistory.FromEntries(rows.Select(row => (Origin.AddMinutes(row.Minute), (long)row.Amount)));
            var backward = BalanceHistory.FromEntries(
                rows.AsEnumerable().Reverse().Select(row => (Origin.AddMinutes(row.Minute), (long)row.Amount)));
            for (var minute = -1; minute <= 21; minute++)
                Assert.Equal(forward.At(Origin.AddMinutes(minute)), backward.At(Origin.AddMinutes(minute)));
        });

    [Fact]
    public void A_history_known_from_a_moment_on_agrees_with_the_whole_one_where_it_reaches() =>
        Seeded.Check(Gen.Zip(Gen.ListOf(Rows), Gen.Choose(0, 20))
            .Zip(Gen.ListOf(Rows), (pair, more) => (Rows: pair.Item1, From: pair.Item2, More: more)), known =>
        {
            var from = Origin.AddMinutes(known.From);
            var whole = BalanceHistory.FromEntries(known.Rows.Select(row => (Origin.AddMinutes(row.Minute), (long)row.Amount)));
            var part = BalanceHistory.Since(from, whole.At(from),
                known.Rows.Where(row => row.Minute > known.From).Select(row => (Origin.AddMinutes(row.Minute), (long)row.Amount)));
            foreach (var (minute, amount) in known.More.Where(row => row.Minute >= known.From))
            {
                whole.Add(Origin.AddMinutes(minute), amount);
                part.Add(Origin.AddMinutes(minute), amount);
            }

            Assert.Equal(whole.Balance, part.Balance);
            for (var moment = part.KnownFrom; moment <= Origin.AddMinutes(21); moment = moment.AddMinutes(1))
            {
                Assert.True(part.Reaches(moment));
                Assert.Equal((whole.At(moment), whole.LowestSince(moment)), (part.At(moment), part.LowestSince(moment)));
            }
        });

    [Fact]
    public void A_history_known_from_a_moment_on_does_not_guess_about_earlier()
    {
        var history = BalanceHistory.Since(Origin, 60, []);
        var earlier = Origin.AddMilliseconds(-1);

        Assert.True(history.Reaches(Origin));
        Assert.False(history.Reaches(earlier));
        Assert.Throws<InvalidOperationException>(() => _ = history.At(earlier));
        Assert.Throws<InvalidOperationException>(() => _ = history.LowestSince(earlier));
        Assert.Throws<InvalidOperationException>(() => history.Add(earlier, 5));
    }

    [Fact]
    public void Additions_are_checked_for_overflow()
    {
        var history = BalanceHistory.FromEntries([(Origin, long.MaxValue)]);
        Assert.Throws<OverflowException>(() => history.Add(Origin, 1));
    }

    [Fact]
    public void A_copy_is_changed_by_itself()
    {
        var history = BalanceHistory.FromEntries([(Origin, 60)]);
        var copy = history.Copy();
        copy.Add(Origin.AddMinutes(1), -60);

        Assert.Equal((60, 0), (history.Balance, copy.Balance));
    }

    [Fact]
    public void Without_entries_nothing_was_ever_there()
    {
        var history = BalanceHistory.FromEntries([]);
        Assert.Equal((0L, 0L, 0L, null), (history.Balance, history.At(Origin), history.LowestSince(Origin), history.LastUsedAt));
    }

    private static long At(List<(int Minute, int Amount)> rows, int minute) =>
        rows.Where(row => row.Minute <= minute).Sum(row => row.Amount);
}

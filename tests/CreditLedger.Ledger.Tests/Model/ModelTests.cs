using CreditLedger.Ledger.Commands;
using FsCheck;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Model;

/// <summary>
/// The real ledger beside the naive one, on random grants, usages, adjustments, extensions, transfers, revocations and reversals, backdated
/// ones and such of others' credits among them, with groups that members join and leave, and rights and caps that change, from days past
/// and to come, and a clock that moves, stands still and now and
/// then goes back: both accept and refuse the same, and say the same of every moment.
/// </summary>
public sealed class ModelTests
{
    private const int WindowDays = 20;

    /// <summary>One step: numbers from which the act is made, so that a failing run shrinks to a short one.</summary>
    public sealed record Move(int Act, int Who, int What, int Amount, int Day, int Extra, int Hours);

    private static readonly Gen<Move> Moves =
        from act in Gen.Choose(0, 16)
        from who in Gen.Choose(1, 2)
        from what in Gen.Choose(1, 12)
        from amount in Gen.Frequency((6, Gen.Choose(1, 20)), (1, Gen.Choose(-6, 0)))
        from day in Gen.Choose(-25, 10)
        from extra in Gen.Choose(0, 30)
        from hours in Gen.Frequency((8, Gen.Choose(0, 60)), (1, Gen.Choose(-3, 0)))
        select new Move(act, who, what, amount, day, extra, hours);

    [Fact]
    public void Both_ledgers_decide_alike_and_hold_the_same_at_every_moment() => Seeded.CheckLists(Gen.ListOf(Moves, 45), Run, count: 400);

    [Fact]
    public void Steps_reach_every_kind_of_row_and_refusals_of_every_act()
    {
        // Each of eight seeds reached at least three times what is asked for, so that none falls short of it by chance.
        const int Runs = 500;
        var (naive, accepted, refused) = (new List<string>(), new HashSet<string>(), new HashSet<string>());
        var (skips, shared, parts, late) = (new HashSet<SkipReason>(), 0, 0, 0);
        Seeded.Check(Gen.ListOf(Moves, 45), steps =>
        {
            var run = new ModelRun(WindowDays);
            foreach (var step in steps) (run.Take(step) ? accepted : refused).Add(ModelRun.NameOf(step));
            naive.AddRange(run.Naive.Rows.Select(row => row.Kind));
            skips.UnionWith(run.Skips);
            if (run.DrewFromOthers) shared++;
            parts += run.Parts;
            if (run.TookBack) late++;
        }, count: Runs);

        Assert.Equal(["Adjust", "Extend", "Grant", "Revoke", "Set", "Share", "Transfer", "Undo", "Use"], accepted.Order());
        Assert.Equal(["Adjust", "Extend", "Grant", "Revoke", "Set", "Transfer", "Undo", "Use"], refused.Order());
        Assert.Equal([
                "Adjustment", "Allowance", "Grant", "Reversal of Adjustment", "Reversal of Allowance",
                "Reversal of Grant", "Reversal of Revocation", "Reversal of Transfer",
                "Reversal of Usage",
                "Revocation", "Transfer", "Usage",
            ], naive.Distinct().Order());
        Assert.True(parts > Runs / 100, $"Only {parts} parts of postings were to be undone in {Runs} runs.");
        Assert.True(shared > Runs / 10, $"Only {shared} of {Runs} runs used others' credits.");
        Assert.True(late > Runs / 100, $"Only {late} of {Runs} runs took something back from where it had moved.");
        Assert.Superset(new HashSet<SkipReason> { SkipReason.NotShared, SkipReason.CapReached }, skips);
    }

    private static void Run(List<Move> steps)
    {
        var run = new ModelRun(WindowDays);
        foreach (var step in steps)
        {
            run.Take(step);
            run.AssertSame();
        }

        run.AssertNeverNegative();
    }
}

using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using FsCheck;
using FsCheck.Fluent;

namespace CreditLedger.Ledger.Tests.Late;

/// <summary>
/// R16: recording late gives what recording in time would have given, for every credit at every moment, where nothing was used since; and
/// undoing it gives what never recording it would have.
/// </summary>
public sealed class LatePropertyTests
{
    /// <summary>What happens on a day: a use, an extension, a transfer, or the end of the membership.</summary>
    public sealed record Happening(int Day, int What, int Amount, int Credit);

    /// <summary>A run: the terms, what happens, two uses on one day, and when they are recorded late.</summary>
    public sealed record Story(int Grant, RolloverRule? Rule, List<Happening> Events, int UsedOn, int Amount, int Second, int LateBy)
    {
        public override string ToString() => $"grants {Grant} rule {Rule?.Min}..{Rule?.Max}, {Amount} and {Second} used on day {UsedOn}, " +
            $"recorded on {140 - LateBy}: {string.Join("; ", Events)}";
    }

    private static readonly Gen<Happening> Events =
        from day in Gen.Choose(1, 130)
        from what in Gen.Choose(0, 7)
        from amount in Gen.Choose(1, 60)
        from credit in Gen.Choose(0, 12)
        select new Happening(day, what, amount, credit);

    private static readonly Gen<RolloverRule?> Rules = Gen.Frequency(
        (1, Gen.Constant<RolloverRule?>(null)),
        (2, Gen.Constant<RolloverRule?>(new RolloverRule(0, null))),
        (6, from min in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(0, 80)))
            from more in Gen.Choose(0, 90)
            select (RolloverRule?)new RolloverRule(min, min + more)));

    private static readonly Gen<Story> Cases =
        from grant in Gen.Choose(10, 100)
        from rule in Rules
        from events in Gen.ListOf(Events, 6)
        from usedOn in Gen.Choose(1, 100)
        from amount in Gen.Choose(1, 100)
        from second in Gen.Choose(1, 40)
        from lateBy in Gen.Choose(0, 60)
        select new Story(grant, rule, [.. events.OrderBy(one => one.Day).DistinctBy(one => one.Day).Where(one => one.Day != usedOn)],
            usedOn, amount, second, lateBy);

    [Fact]
    public void Recording_late_gives_what_recording_in_time_would_have_given()
    {
        var (late, moved, same) = (0, 0, 0);
        Seeded.Check(Cases, one =>
        {
            if (Run(one, [(one.UsedOn, one.UsedOn)]) is not { } inTime) return;
            var never = Run(one, [])!;
            var recordedOn = Math.Max(one.UsedOn, 140 - one.LateBy);
            var after = Run(one, [(one.UsedOn, recordedOn)]);
            // An extension or transfer in between is not decided again: it may have found more, or less, than it would have in time.
            var isMovedBetween = one.Events.Exists(happens => happens.What > 1 && happens.Day >= one.UsedOn && happens.Day <= recordedOn);
            if (after is null)
            {
                Assert.True(isMovedBetween);
                return;
            }

            if (!isMovedBetween)
            {
                AssertSame(inTime.Run, after.Run);
                same++;
            }

            AssertNeverNegative(after.Run);
            late++;
            if (after.Uses[0].Entries.Any(entry => entry.Kind == Kinds.EntryKind.Transfer)) moved++;

            // What was extended or transferred once the use was known is not decided again.
            if (one.Events.Exists(happens => happens.What > 1 && happens.Day >= recordedOn)) return;
            after.Run.Until(160);
            never.Run.Until(160);
            Assert.IsType<Done>(after.Run.Undo(after.Uses[0].PostingId));
            AssertSame(never.Run, after.Run);
            AssertNeverNegative(after.Run);
        }, count: 600);
        Assert.True(late > 200 && moved > 60 && same > 50,
            $"{late} runs recorded a use late, {moved} of them moved something, and {same} had nothing in between.");
    }

    [Fact]
    public void Undoing_one_of_two_late_uses_leaves_what_the_other_alone_would_have_given()
    {
        var both = 0;
        Seeded.Check(Cases, story =>
        {
            // Each use draws from what the other leaves, so periods are compared as a whole, and no single credit may move.
            var one = story with { Events = story.Events.FindAll(happens => happens.What < 2) };
            var second = one with { Amount = one.Second };
            if (Run(one, [(one.UsedOn, 140), (one.UsedOn, 141)]) is not { } two) return;
            if (Run(second, [(one.UsedOn, 140)]) is not { } alone) return;
            alone.Run.Until(141);
            if (two.Run.Undo(two.Uses[0].PostingId) is not Done) return;
            foreach (var moment in Moments())
                Assert.Equal(ByPeriod(alone.Run.HeldAt(moment)), ByPeriod(two.Run.HeldAt(moment)));
            AssertNeverNegative(two.Run);
            both++;
        }, count: 600);
        Assert.True(both > 150, $"Only {both} runs recorded both.");
    }

    private static Dictionary<string, long> ByPeriod(Dictionary<string, long> held) =>
        held.GroupBy(one => one.Key.Split(' ')[0]).ToDictionary(group => group.Key, group => group.Sum(one => one.Value));

    private sealed record Outcome(LateRun Run, List<Done> Uses);

    // None where a use that is to be recorded, or a part that is to be transferred, was not there: the runs would not tell the same story.
    private static Outcome? Run(Story one, (int UsedOn, int RecordedOn)[] recorded)
    {
        var (run, uses) = (new LateRun(one.Grant, one.Rule), new List<Done>());
        for (var day = 1; day <= 141; day++)
        {
            run.Until(day);
            foreach (var (usedOn, recordedOn) in recorded)
            {
                if (recordedOn != day) continue;
                if (run.Use(uses.Count == 0 ? one.Amount : one.Second, usedOn) is not Done done) return null;
                uses.Add(done);
            }

            foreach (var happens in one.Events.Where(happens => happens.Day == day))
            {
                if (!Take(run, happens, usedSince: day > one.UsedOn)) return null;
            }
        }

        return new Outcome(run, uses);
    }

    private static bool Take(LateRun run, Happening happens, bool usedSince)
    {
        // By its period and part: a late use may grant credits that another run has not. One from which a late use took back all that had
        // rolled over is as if it were not there: in time it was never granted.
        var name = $"{happens.Credit / 2 % 5} {(happens.Credit % 2 == 0 ? SupplyPart.Grant : SupplyPart.Rollover)}";
        if (run.Credits.FirstOrDefault(one => run.NameOf(one) == name) is not { Balance: > 0, Terms.Id: var credit }) return true;
        switch (happens.What)
        {
            case 0 or 1:
                if (!usedSince) run.Use(happens.Amount, happens.Day);
                return true;
            case 2 or 3:
                run.Extend(credit, happens.Day + 200);
                return true;
            case 4 or 5:
                run.Transfer(credit, null);
                return true;
            case 6:
                return run.Transfer(credit, happens.Amount) is Done || !usedSince;
            default:
                if (happens.Amount > 45) run.End();
                return true;
        }
    }

    private static void AssertSame(LateRun expected, LateRun actual)
    {
        foreach (var moment in Moments())
        {
            var (wanted, held) = (expected.HeldAt(moment), actual.HeldAt(moment));
            Assert.Equal(wanted.OrderBy(one => one.Key, StringComparer.Ordinal), held.OrderBy(one => one.Key, StringComparer.Ordinal));
        }
    }

    private static IEnumerable<DateTime> Moments() => Enumerable.Range(0, 175).SelectMany(
        day => new[] { LateRun.At(day).AddHours(-12), LateRun.At(day).AddMinutes(-1), LateRun.At(day) });

    private static void AssertNeverNegative(LateRun run) =>
        Assert.All(run.Credits, credit => Assert.True(credit.History.Lowest >= 0 && credit.Sums.Balance == credit.Balance));
}

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
    public sealed record Event(int Day, int What, int Amount, int Credit);

    /// <summary>A run: the terms, what happens, two uses on one day, and when they are recorded late.</summary>
    public sealed record Case(int Grant, RolloverRule? Rule, List<Event> Events, int UsedOn, int Amount, int Second, int LateBy);

    private static readonly Gen<Event> Events =
        from day in Gen.Choose(1, 130)
        from what in Gen.Choose(0, 7)
        from amount in Gen.Choose(1, 60)
        from credit in Gen.Choose(0, 12)
        select new Event(day, what, amount, credit);

    private static readonly Gen<RolloverRule?> Rules = Gen.Frequency(
        (1, Gen.Constant<RolloverRule?>(null)),
        (2, Gen.Constant<RolloverRule?>(new RolloverRule(0, null))),
        (6, from min in Gen.Frequency((1, Gen.Constant(0)), (1, Gen.Choose(0, 80)))
            from more in Gen.Choose(0, 90)
            select (RolloverRule?)new RolloverRule(min, min + more)));

    private static readonly Gen<Case> Cases =
        from grant in Gen.Choose(10, 100)
        from rule in Rules
        from events in Gen.ListOf(Events, 6)
        from usedOn in Gen.Choose(1, 100)
        from amount in Gen.Choose(1, 100)
        from second in Gen.Choose(1, 40)
        from lateBy in Gen.Choose(0, 60)
        select new Case(grant, rule, [.. events.OrderBy(one => one.Day).DistinctBy(one => one.Day).Where(one => one.Day != usedOn)],
            usedOn, amount, second, lateBy);

    [Fact]
    public void Recording_late_gives_what_recording_in_time_would_have_given()
    {
        var (late, moved) = (0, 0);
        Seeded.Check(Cases, one =>
        {
            if (Run(one, [(one.UsedOn, one.UsedOn)]) is not { } inTime) return;
            var never = Run(one, [])!;
            var after = Run(one, [(one.UsedOn, 140 - one.LateBy)]);
            Assert.NotNull(after);
            AssertSame(inTime.Run, after.Run);
            AssertNeverNegative(after.Run);
            late++;
            if (after.Uses[0].Entries.Count(entry => entry.Kind == Kinds.EntryKind.Transfer) > 0) moved++;
            after.Run.Until(160);
            never.Run.Until(160);
            Assert.IsType<Done>(after.Run.Undo(after.Uses[0].PostingId));
            AssertSame(never.Run, after.Run);
            AssertNeverNegative(after.Run);
        }, count: 600);
        Assert.True(late > 200 && moved > 60, $"{late} runs recorded a use late, and {moved} of them moved something.");
    }

    [Fact]
    public void Undoing_one_of_two_late_uses_leaves_what_the_other_alone_would_have_given()
    {
        var both = 0;
        Seeded.Check(Cases, one =>
        {
            var second = one with { Amount = one.Second };
            if (Run(one, [(one.UsedOn, 140), (one.UsedOn, 141)]) is not { } two || Run(second, [(one.UsedOn, 140)]) is not { } alone) return;
            alone.Run.Until(141);
            if (two.Run.Undo(two.Uses[0].PostingId) is not Done) return;
            AssertSame(alone.Run, two.Run);
            AssertNeverNegative(two.Run);
            both++;
        }, count: 600);
        Assert.True(both > 150, $"Only {both} runs recorded both.");
    }

    private sealed record Outcome(LateRun Run, List<Done> Uses);

    // None where a use that is to be recorded, or a part that is to be transferred, was not there: the runs would not tell the same story.
    private static Outcome? Run(Case one, (int UsedOn, int RecordedOn)[] recorded)
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

            if (day >= 140 - one.LateBy && recorded.Length == 0) recorded = [];
        }

        return new Outcome(run, uses);
    }

    private static bool Take(LateRun run, Event happens, bool usedSince)
    {
        // By its place among those that are there in every run: a late use may grant more of them.
        var credits = run.Credits.Where(credit => credit.Terms.Row.OriginCreditId is null && !run.NameOf(credit).EndsWith("TopUp", StringComparison.Ordinal)
            || run.NameOf(credit).EndsWith("Rollover", StringComparison.Ordinal)).DistinctBy(run.NameOf).OrderBy(run.NameOf, StringComparer.Ordinal)
            .ToList();
        var credit = credits[happens.Credit % credits.Count].Terms.Id;
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
        foreach (var day in Enumerable.Range(0, 175))
        {
            foreach (var moment in new[] { LateRun.At(day).AddHours(-12), LateRun.At(day).AddMinutes(-1), LateRun.At(day) })
            {
                var (wanted, held) = (expected.HeldAt(moment), actual.HeldAt(moment));
                Assert.Equal(wanted.OrderBy(one => one.Key, StringComparer.Ordinal), held.OrderBy(one => one.Key, StringComparer.Ordinal));
            }
        }
    }

    private static void AssertNeverNegative(LateRun run) =>
        Assert.All(run.Credits, credit => Assert.True(credit.History.Lowest >= 0 && credit.Sums.Balance == credit.Balance));
}

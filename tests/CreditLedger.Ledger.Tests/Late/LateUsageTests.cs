using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Tests.Late;

/// <summary>R16, case by case: a use of an earlier period, recorded when its remainder had moved on.</summary>
public sealed class LateUsageTests
{
    [Theory]
    [InlineData(600, 0, 1200, 75, 60, 9, "0 Grant 0, 1 Rollover 0, 1 Grant 0, 2 Rollover 1140, 2 Grant 600")]
    [InlineData(600, 0, 1200, 40, 600, 9, "0 Grant 0, 1 Rollover 0, 1 Grant 600")]
    [InlineData(600, 0, 500, 40, 60, 9, "0 Grant 40, 1 Rollover 500, 1 Grant 600")]
    [InlineData(600, 0, 500, 40, 150, 9, "0 Grant 0, 1 Rollover 450, 1 Grant 600")]
    [InlineData(60, 50, 100, 40, 20, 9, "0 Grant 0, 1 Rollover 40, 1 Grant 60, 1 TopUp 10")]
    [InlineData(60, 50, 80, 75, 20, 9, "0 Grant 0, 1 Rollover 0, 1 Grant 20, 2 Rollover 80, 2 Grant 60, 1 TopUp 10")]
    public void A_rollover_is_decided_again(long amount, long min, long max, int now, long used, int usedOn, string text)
    {
        var run = new LateRun(amount, new RolloverRule(min, max)).Until(32);
        run.Until(now);
        Assert.IsType<Done>(run.Use(used, usedOn));
        if (!text.Contains("1 TopUp", StringComparison.Ordinal)) Assert.Equal(text, run.Text());
        var inTime = new LateRun(amount, new RolloverRule(min, max)).Until(usedOn);
        Assert.IsType<Done>(inTime.Use(used, usedOn));
        inTime.Until(32).Until(now);
        Assert.Equal(inTime.HeldAt(LateRun.At(now)), run.HeldAt(LateRun.At(now)));
    }

    [Fact]
    public void The_rows_are_dated_as_the_rollover_and_add_up_to_the_use()
    {
        var run = new LateRun(600, new RolloverRule(0, 1200)).Until(32).Until(40);
        var done = Assert.IsType<Done>(run.Use(60, 9));
        Assert.Equal([(EntryKind.Transfer, -60L), (EntryKind.Transfer, 60L), (EntryKind.Usage, -60L)],
            done.Entries.Select(entry => (entry.Kind, entry.Amount)));
        Assert.Equal(["60 uses that had moved to Tickets, Small, to 28 Feb 2026 is taken back from there."], done.Notes);
        Assert.Equal((0L, 540L), (run.Credits[0].Balance, run.Credits[1].Balance));
        Assert.Equal(540, run.Credits[0].History.At(LateRun.At(9)));
    }

    [Fact]
    public void What_was_used_since_is_named_and_nothing_is_recorded()
    {
        var run = new LateRun(600, new RolloverRule(0, 1200)).Until(32).Until(40);
        Assert.IsType<Done>(run.Use(580, 40));
        var refusal = Assert.IsType<Refused>(run.Use(60, 9)).Refusal;
        Assert.Equal((RefusalReason.NotEnough, 40L), (refusal.Reason, refusal.ShortBy));
        var skipped = First(refusal);
        Assert.Equal((SkipReason.MovedAndUsedSince, 20L), (skipped.Reason, skipped.Available));
        Assert.Equal("moved to Tickets, Small, to 28 Feb 2026 and used there since", SkipText.Of(skipped));

        Assert.IsType<Done>(run.Use(20, 9));
        Assert.Equal(SkipReason.MovedAndUsedSince, Skip(run.Use(1, 9)));
    }

    [Fact]
    public void Of_an_extension_and_a_transfer_only_what_the_origin_lacks_is_taken_back()
    {
        var run = new LateRun(600, null).Until(10);
        Assert.IsType<Done>(run.Transfer(1, 200));
        run.Until(12);
        Assert.IsType<Done>(run.Extend(1, 200));
        run.Until(20);
        Assert.IsType<Done>(run.Use(100, 5));
        Assert.Equal("0 Grant 0, 0 Grant Transfer 200, 0 Grant Extension 300", run.Text());
        Assert.IsType<Done>(run.Use(450, 5));
        Assert.Equal("0 Grant 0, 0 Grant Transfer 50, 0 Grant Extension 0", run.Text());
        Assert.Equal(SkipReason.UsedUp, Skip(run.Use(30, 11)));
    }

    [Fact]
    public void Of_what_was_revoked_with_the_membership_it_is_taken_back_alone()
    {
        var run = new LateRun(600, null).Until(10);
        Assert.IsType<Done>(run.End());
        run.Until(12);
        var done = Assert.IsType<Done>(run.Use(100, 5));
        Assert.Equal([(EntryKind.Transfer, 100L), (EntryKind.Usage, -100L)], done.Entries.Select(entry => (entry.Kind, entry.Amount)));
        Assert.Equal(SkipReason.Revoked, Skip(run.Use(100, 11)));
        Assert.IsType<Done>(run.Undo(done.PostingId));
        Assert.Equal(600, run.Credits[0].History.At(LateRun.At(9)));
        Assert.Equal(0, run.Credits[0].Balance);
    }

    [Fact]
    public void What_an_undoing_gives_back_to_an_earlier_period_rolls_over()
    {
        var run = new LateRun(600, new RolloverRule(0, 1200)).Until(9);
        var used = Assert.IsType<Done>(run.Use(600, 9));
        run.Until(32).Until(40);
        Assert.Equal("0 Grant 0, 1 Grant 600", run.Text());
        Assert.DoesNotContain(
            Assert.IsType<Done>(run.Undo(used.PostingId)).Notes, note => note.Contains("expired", StringComparison.Ordinal));
        Assert.Equal("0 Grant 0, 1 Grant 600, 1 Rollover 600", run.Text());
    }

    [Fact]
    public void What_an_event_gives_back_after_the_end_expires_at_once()
    {
        var run = new LateRun(600, new RolloverRule(0, 1200)).Until(9);
        var used = Assert.IsType<Done>(run.Use(600, 9));
        run.Until(32).Until(40);
        var done = Assert.IsType<Done>(run.Undo(used.PostingId, happenedOn: 35));
        Assert.Contains("which has expired", Assert.Single(done.Notes), StringComparison.Ordinal);
        Assert.Equal("0 Grant 600, 1 Grant 600", run.Text());
    }

    private static SkipReason Skip(Result result) => First(Assert.IsType<Refused>(result).Refusal).Reason;

    // Credits of later days are named as well.
    private static SkippedCredit First(Refusal refusal) => refusal.Skipped.Single(credit => credit.CreditId == 1);
}

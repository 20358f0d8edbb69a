using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Commands;

public sealed class ReversalCommandTests
{
    [Fact]
    public void Returns_every_entry_dated_as_what_it_corrects()
    {
        var draft = Assert.IsType<Draft>(Undo("+60 min Meeting / -60 on 2026-02-10 / +60 min Meeting / -30 on 2026-02-10",
            Usage((1, -60, "2026-02-10"), (2, -30, "2026-02-10"))));

        Assert.Equal((PostingKind.Reversal, 5L), (draft.Kind, draft.ReversesPostingId));
        Assert.Equal("#1 +60, #2 +30", CommandText.Write(draft));
        Assert.All(draft.Entries, entry => Assert.Equal((EntryKind.Reversal, EntryKind.Usage, LedgerText.At("2026-02-10")),
            (entry.Kind, entry.EffectiveKind, entry.UsedAt)));
        Assert.Equal([101, 102], draft.Entries.Select(entry => entry.ReversesEntryId!.Value));
        Assert.Empty(draft.Notes);
    }

    [Fact]
    public void Of_an_event_is_dated_when_that_happened()
    {
        const string Ledger = "+60 min Meeting / -60 on 2026-02-10";
        var usage = Usage((1, -60, "2026-02-10"));

        var draft = Assert.IsType<Draft>(Undo(Ledger, usage, act => act with { HappenedAt = LedgerText.At("2026-02-12") }));

        Assert.Equal(LedgerText.At("2026-02-12"), Assert.Single(draft.Entries).UsedAt);
        Assert.Equal("BadDate", CommandText.Write(Undo(Ledger, usage, act => act with { HappenedAt = LedgerText.Now.AddMilliseconds(1) })));
        Assert.Equal("BadDate", CommandText.Write(Undo(Ledger, usage, act => act with { HappenedAt = LedgerText.At("2026-02-09") })));
    }

    [Fact]
    public void Names_every_credit_that_would_go_below_zero_and_undoes_nothing()
    {
        const string Ledger = "+60 min Meeting / -60 on 2026-02-10 / +60 min Desk / -15 on 2026-02-11 / +60 min Quiet";
        var grants = new PostedPosting(5, PostingKind.Grant, null, [Entry(101, 1, 60), Entry(102, 2, 60), Entry(103, 3, 60)]);

        var refusal = Assert.IsType<Refusal>(Undo(Ledger, grants));

        Assert.Equal("NotEnough: #1 NotHeldSince, #2 NotHeldSince", CommandText.Write(refusal));
        Assert.Contains("Meeting, added by hand, would go down to \u22121 h", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Desk, added by hand, would go down to \u221215 min", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Quiet", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_grant_takes_the_whole_credit_when_nothing_was_used()
    {
        var draft = Assert.IsType<Draft>(Undo("+60 min Meeting", new PostedPosting(5, PostingKind.Grant, null, [Entry(101, 1, 60)])));

        var entry = Assert.Single(draft.Entries);
        Assert.Equal((EntryKind.Reversal, EntryKind.Grant, -60L), (entry.Kind, entry.EffectiveKind, entry.Amount));
    }

    [Fact]
    public void Of_what_filled_a_gap_is_refused_though_the_balance_of_today_would_hold()
    {
        // 60 used up, 60 added and used again, 300 added since: without the first 60 the past would turn negative.
        const string Ledger = "+60 min Meeting / -60 on 2026-02-01 / +60 on 2026-02-05 / -60 on 2026-02-10 / +300 on 2026-02-15";
        var added = new PostedPosting(5, PostingKind.Adjustment, null,
            [Row(101, 1, EntryKind.Adjustment, 60, LedgerText.At("2026-02-05"))]);

        Assert.Equal("NotEnough: #1 NotHeldSince", CommandText.Write(Undo(Ledger, added)));
    }

    [Fact]
    public void Entries_of_one_credit_are_weighed_together()
    {
        // Neither part alone could be taken back; together they change nothing.
        const string Ledger = "+60 min Meeting / -60 on 2026-02-10 / +60 on 2026-02-10 / -60 on 2026-02-10";
        var both = new PostedPosting(5, PostingKind.Adjustment, null,
            [Row(101, 1, EntryKind.Adjustment, 60, LedgerText.At("2026-02-10")),
                Row(102, 1, EntryKind.Adjustment, -60, LedgerText.At("2026-02-10"))]);

        Assert.Equal("#1 -60, #1 +60", CommandText.Write(Undo(Ledger, both)));
    }

    [Theory]
    [InlineData("+60 min Meeting expires 2026-02-15 / -60 on 2026-02-10",
        "Returns 1 h to Meeting, which has expired: the amount expires at once.")]
    [InlineData("+60 min Meeting / -60 on 2026-02-10 / revoked", "Returns 1 h to Meeting, which was revoked: the amount cannot be used.")]
    public void Says_before_one_confirms_that_what_comes_back_is_lost(string ledger, string note) =>
        Assert.Equal(note, Assert.Single(Assert.IsType<Draft>(Undo(ledger, Usage((1, -60, "2026-02-10")))).Notes));

    [Fact]
    public void Is_refused_for_what_was_undone_before()
    {
        var refusal = Assert.IsType<Refusal>(
            Undo("+60 min Meeting / -60 on 2026-02-10", Usage((1, -60, "2026-02-10")) with { ReversedByPostingId = 8 }));

        Assert.Equal(RefusalReason.NotReversible, refusal.Reason);
        Assert.Contains("by transaction 8", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_for_an_undoing()
    {
        var refusal = Assert.IsType<Refusal>(
            Undo("+60 min Meeting", new PostedPosting(5, PostingKind.Reversal, null, [Entry(101, 1, 60)])));

        Assert.Equal(RefusalReason.NotReversible, refusal.Reason);
        Assert.Contains("record the act again", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_for_a_posting_that_is_not_there() =>
        Assert.Equal("NotFound",
            CommandText.Write(
            new ReversalCommand("key", Actor.User(7)) { PostingId = 6 }.Decide(new LedgerState(), new LedgerRules(), LedgerText.Now)));

    [Fact]
    public void A_reason_is_optional_and_has_at_most_500_characters()
    {
        const string Ledger = "+60 min Meeting / -60 on 2026-02-10";
        var usage = Usage((1, -60, "2026-02-10"));

        Assert.Null(Assert.IsType<Draft>(Undo(Ledger, usage, act => act with { Description = " " })).Description);
        Assert.Equal("mistake", Assert.IsType<Draft>(Undo(Ledger, usage, act => act with { Description = " mistake " })).Description);
        Assert.Equal("Invalid", CommandText.Write(Undo(Ledger, usage, act => act with { Description = new string('x', 501) })));
    }

    [Fact]
    public void The_same_request_has_the_same_hash_and_another_has_another()
    {
        var act = new ReversalCommand("key", Actor.User(7)) { PostingId = 5 };
        ReversalCommand[] others = [act with { PostingId = 6 }, act with { Description = "x" }, act with { HappenedAt = LedgerText.Now }];

        Assert.Equal(act.RequestHash(), (act with { IdempotencyKey = "other" }).RequestHash());
        Assert.Equal(others.Length + 1, others.Append(act).Select(other => Convert.ToHexString(other.RequestHash())).Distinct().Count());
    }

    private static Decision Undo(string ledger, PostedPosting posting, Func<ReversalCommand, ReversalCommand>? change = null)
    {
        var view = LedgerText.Read(ledger).View;
        view.Add(posting);
        var act = new ReversalCommand("key", Actor.User(7)) { PostingId = posting.Id };
        return (change?.Invoke(act) ?? act).Decide(view, new LedgerRules(), LedgerText.Now);
    }

    private static PostedPosting Usage(params (long CreditId, long Amount, string UsedAt)[] entries) =>
        new(5, PostingKind.Usage, null,
            [.. entries.Select((entry, index) =>
            Row(101 + index, entry.CreditId, EntryKind.Usage, entry.Amount, LedgerText.At(entry.UsedAt)) with { UsedById = 1 })]);

    private static EntryRow Entry(long id, long creditId, long amount) => Row(id, creditId, EntryKind.Grant, amount, LedgerText.Start);

    private static EntryRow Row(long id, long creditId, EntryKind kind, long amount, DateTime usedAt) =>
        new() { Id = id, CreditId = creditId, Kind = kind, EffectiveKind = kind, Amount = amount, UsedAt = usedAt };
}

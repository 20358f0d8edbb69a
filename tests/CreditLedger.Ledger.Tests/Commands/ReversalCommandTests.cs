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
        var grants = new PostedPosting(5, PostingKind.Grant, [Entry(101, 1, 60), Entry(102, 2, 60), Entry(103, 3, 60)]);

        var refusal = Assert.IsType<Refusal>(Undo(Ledger, grants));

        Assert.Equal("NotEnough: #1 NotHeldSince, #2 NotHeldSince", CommandText.Write(refusal));
        Assert.Contains("Meeting, added by hand, would go down to \u22121 h", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Desk, added by hand, would go down to \u221215 min", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Quiet", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_grant_takes_the_whole_credit_when_nothing_was_used()
    {
        var draft = Assert.IsType<Draft>(Undo("+60 min Meeting", new PostedPosting(5, PostingKind.Grant, [Entry(101, 1, 60)])));

        var entry = Assert.Single(draft.Entries);
        Assert.Equal((EntryKind.Reversal, EntryKind.Grant, -60L), (entry.Kind, entry.EffectiveKind, entry.Amount));
    }

    [Fact]
    public void Of_what_filled_a_gap_is_refused_though_the_balance_of_today_would_hold()
    {
        // 60 used up, 60 added and used again, 300 added since: without the first 60 the past would turn negative.
        const string Ledger = "+60 min Meeting / -60 on 2026-02-01 / +60 on 2026-02-05 / -60 on 2026-02-10 / +300 on 2026-02-15";
        var added = new PostedPosting(5, PostingKind.Adjustment,
            [Row(101, 1, EntryKind.Adjustment, 60, LedgerText.At("2026-02-05"))]);

        Assert.Equal("NotEnough: #1 NotHeldSince", CommandText.Write(Undo(Ledger, added)));
    }

    [Fact]
    public void Entries_of_one_credit_are_weighed_together()
    {
        // Neither part alone could be taken back; together they change nothing.
        const string Ledger = "+60 min Meeting / -60 on 2026-02-10 / +60 on 2026-02-10 / -60 on 2026-02-10";
        var both = new PostedPosting(5, PostingKind.Adjustment,
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
            Undo("+60 min Meeting / -60 on 2026-02-10", Usage((1, -60, "2026-02-10")).ReversedBy(8, new HashSet<long> { 101 })));

        Assert.Equal(RefusalReason.NotReversible, refusal.Reason);
        Assert.Contains("by transaction 8", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_refused_for_an_undoing()
    {
        var refusal = Assert.IsType<Refusal>(
            Undo("+60 min Meeting", new PostedPosting(5, PostingKind.Reversal, [Entry(101, 1, 60)])));

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
        ReversalCommand[] others =
        [
            act with { PostingId = 6 }, act with { Description = "x" }, act with { HappenedAt = LedgerText.Now },
            act with { MemberIds = [1] }, act with { MemberIds = [1, 2] },
        ];

        Assert.Equal(act.RequestHash(), (act with { IdempotencyKey = "other", OwnOnly = true }).RequestHash());
        Assert.Equal(others[^1].RequestHash(), (act with { MemberIds = [2, 1, 2] }).RequestHash());
        Assert.Equal(others.Length + 1, others.Append(act).Select(other => Convert.ToHexString(other.RequestHash())).Distinct().Count());
    }

    // Member 1 uses an own credit and one that member 2 shares, member 2 an own one: two parts, three entries.
    private const string Two = "+60 min Meeting / -60 on 2026-02-10 / +60 min Meeting of 2 / -30 on 2026-02-10 / +60 min Desk of 2 / " +
        "-15 on 2026-02-10";

    private static PostedPosting UsedByTwo => new(5, PostingKind.Usage,
    [
        Row(101, 1, EntryKind.Usage, -60, LedgerText.At("2026-02-10"), usedBy: 1),
        Row(102, 2, EntryKind.Usage, -30, LedgerText.At("2026-02-10"), owner: 2, usedBy: 1),
        Row(103, 3, EntryKind.Usage, -15, LedgerText.At("2026-02-10"), owner: 2, usedBy: 2),
    ]);

    [Theory]
    [InlineData("1", "", "#1 +60, #2 +30")]
    [InlineData("2", "", "#3 +15")]
    [InlineData("1,2", "", "#1 +60, #2 +30, #3 +15")]
    [InlineData("3", "", "NotFound")]
    [InlineData("", "101,102", "#3 +15")]
    [InlineData("1", "101,102", "NotReversible")]
    [InlineData("1,2", "101,102", "NotReversible")]
    [InlineData("2", "101,102", "#3 +15")]
    [InlineData("", "101", "#2 +30, #3 +15")]
    [InlineData("1", "101", "#2 +30")]
    [InlineData("", "101,102,103", "NotReversible")]
    public void Of_some_members_takes_their_parts_and_of_the_whole_what_is_left(string members, string undone, string outcome)
    {
        static long[] Numbers(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
        var posting = UsedByTwo.ReversedBy(8, Numbers(undone).ToHashSet());

        Assert.Equal(outcome, CommandText.Write(Undo(Two, posting, act => act with { MemberIds = Numbers(members) })));
    }

    [Fact]
    public void Of_a_member_whose_credit_moved_away_takes_both_sides()
    {
        const string Ledger = "+60 min Meeting / -60 on 2026-02-10 / +60 min Meeting of 2 / +30 min Meeting of 3 / -30 on 2026-02-10 / " +
            "+30 min Meeting of 2";
        var moved = LedgerText.At("2026-02-10");
        var transfer = new PostedPosting(5, PostingKind.Transfer,
        [
            Row(101, 1, EntryKind.Transfer, -60, moved), Row(102, 2, EntryKind.Grant, 60, moved, owner: 2) with { OriginOwnerId = 1 },
            Row(103, 3, EntryKind.Transfer, -30, moved, owner: 3),
            Row(104, 4, EntryKind.Grant, 30, moved, owner: 2) with { OriginOwnerId = 3 },
        ]);

        Assert.Equal("#1 +60, #2 -60", CommandText.Write(Undo(Ledger, transfer, act => act with { MemberIds = [1] })));
        Assert.Equal("NotFound", CommandText.Write(Undo(Ledger, transfer, act => act with { MemberIds = [2] })));
    }

    [Theory]
    [InlineData(7, PostingKind.Usage, 0, true)]
    [InlineData(7, PostingKind.Usage, 15, true)]
    [InlineData(7, PostingKind.Usage, 15.001, false)]
    [InlineData(8, PostingKind.Usage, 0, false)]
    [InlineData(7, PostingKind.Adjustment, 0, false)]
    public void Who_may_undo_only_their_own_may_for_a_quarter_of_an_hour(long recordedBy, PostingKind kind, double minutes, bool may)
    {
        var posting = Usage((1, -60, "2026-02-10")) with
        { Kind = kind, Actor = Actor.User(recordedBy), RecordedAt = LedgerText.Now.AddMinutes(-minutes) };
        const string Ledger = "+60 min Meeting / -60 on 2026-02-10";

        Assert.Equal(may ? "#1 +60" : "NotAllowed", CommandText.Write(Undo(Ledger, posting, act => act with { OwnOnly = true })));
        Assert.Equal("#1 +60", CommandText.Write(Undo(Ledger, posting)));
    }

    private static Decision Undo(string ledger, PostedPosting posting, Func<ReversalCommand, ReversalCommand>? change = null)
    {
        var view = LedgerText.Read(ledger).View;
        view.Add(posting);
        var act = new ReversalCommand("key", Actor.User(7)) { PostingId = posting.Id };
        return (change?.Invoke(act) ?? act).Decide(view, new LedgerRules(), LedgerText.Now);
    }

    private static PostedPosting Usage(params (long CreditId, long Amount, string UsedAt)[] entries) =>
        new(5, PostingKind.Usage,
            [.. entries.Select((entry, index) =>
            Row(101 + index, entry.CreditId, EntryKind.Usage, entry.Amount, LedgerText.At(entry.UsedAt), usedBy: 1))]);

    private static PostedEntry Entry(long id, long creditId, long amount) => Row(id, creditId, EntryKind.Grant, amount, LedgerText.Start);

    private static PostedEntry Row(long id, long creditId, EntryKind kind, long amount, DateTime usedAt, long owner = 1,
        long? usedBy = null) =>
        new(new EntryRow
        {
            Id = id,
            OwnerId = owner,
            CreditId = creditId,
            Kind = kind,
            EffectiveKind = kind,
            Amount = amount,
            UsedAt = usedAt,
            UsedById = usedBy,
        });
}

using System.Globalization;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Tests.Notation;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Commands;

public sealed class RemainderCommandTests
{
    [Theory]
    [InlineData("+300 min Meeting expires 2026-03-01", "extend #1 to 2026-04-01", "#1 -300, new +300")]
    [InlineData("+300 min Meeting expires 2026-03-01 / -60 on 2026-02-10", "extend #1 to 2026-04-01", "#1 -240, new +240")]
    [InlineData("+300 min Meeting expires 2026-03-01", "extend #1 to never", "#1 -300, new +300")]
    [InlineData("+300 min Meeting expires 2026-02-19", "extend #1 to 2026-02-21", "#1 -300, new +300")]
    [InlineData("+300 min Meeting from 2026-03-01 expires 2026-04-01", "extend #1 to 2026-05-01", "#1 -300, new +300")]
    [InlineData("+300 min Meeting expires 2026-03-01 / -290 on 2026-02-10", "extend #1 to 2026-04-01", "#1 -10, new +10")]
    [InlineData("+300 min Meeting expires 2026-03-01", "extend #1 to 2026-03-01", "BadDate: #1 EndsNoEarlier")]
    [InlineData("+300 min Meeting expires 2026-03-01", "extend #1 to 2026-02-28", "BadDate: #1 EndsNoEarlier")]
    [InlineData("+300 min Meeting expires 2026-02-19", "extend #1 to 2026-02-20T12:00", "BadDate")]
    [InlineData("+300 min Meeting", "extend #1 to 2026-04-01", "NotMovable: #1 NeverExpires")]
    [InlineData("+300 min Meeting", "extend #1 to never", "NotMovable: #1 NeverExpires")]
    [InlineData("+300 min Meeting expires 2026-03-01 / -300 on 2026-02-10", "extend #1 to 2026-04-01", "NotMovable: #1 UsedUp")]
    [InlineData("+300 min Meeting expires 2026-03-01 / revoked", "extend #1 to 2026-04-01", "NotMovable: #1 Revoked")]
    [InlineData("+300 min Meeting expires 2026-03-01", "extend #2 to 2026-04-01", "NotFound")]
    [InlineData("+300 min Meeting expires 2026-03-01", "extend #1 by 7", "#1 -300, new +300")]
    [InlineData("+300 min Meeting expires 2026-02-19", "extend #1 by 7", "#1 -300, new +300")]
    [InlineData("+300 min Meeting expires 2026-02-01", "extend #1 by 7", "BadDate: #1 OverEvenThen")]
    [InlineData("+300 min Meeting", "extend #1 by 7", "NotMovable: #1 NeverExpires")]
    [InlineData("+300 min Meeting expires 2026-03-01", "extend #1 by 0", "Invalid")]
    [InlineData("+300 min Meeting expires 2026-03-01", "extend #1 by 3661", "Invalid")]
    public void What_remains_moves_to_a_credit_that_lasts_longer(string ledger, string act, string outcome) => Assert.Equal(
        outcome, CommandText.Outcome(ledger, act));

    [Theory]
    [InlineData("+300 min Meeting expires 2026-03-01 / -60 on 2026-02-10", "transfer #1 to 2", "#1 -240, new +240")]
    [InlineData("+300 min Meeting", "transfer #1 to 2 of 60", "#1 -60, new +60")]
    [InlineData("+300 min Meeting", "transfer #1 to 2 of 300", "#1 -300, new +300")]
    [InlineData("+300 min Meeting / -290 on 2026-02-10", "transfer #1 to 2 of 10", "#1 -10, new +10")]
    [InlineData("+900 cents Prints", "transfer #1 to 2 of 7", "#1 -7, new +7")]
    [InlineData("+300 min Meeting from 2026-03-01", "transfer #1 to 2", "#1 -300, new +300")]
    [InlineData("+300 min Meeting", "transfer #1 to 2 of 50", "NotAWholeStep: #1 NotAWholeStep 300")]
    [InlineData("+300 min Meeting step 30", "transfer #1 to 2 of 45", "NotAWholeStep: #1 NotAWholeStep 300")]
    [InlineData("+300 min Meeting", "transfer #1 to 2 of 315", "NotEnough short 15: #1 NotEnough 300")]
    [InlineData("+300 min Meeting", "transfer #1 to 2 of 0", "Invalid")]
    [InlineData("+300 min Meeting", "transfer #1 to 2 of -15", "Invalid")]
    [InlineData("+300 min Meeting / +300 min Meeting", "transfer #1,#2 to 2 of 60", "Invalid")]
    [InlineData("+300 min Meeting", "transfer #1 to 1", "NotMovable: #1 SameOwner")]
    [InlineData("+300 min Meeting expires 2026-02-20", "transfer #1 to 2", "NotMovable: #1 Expired")]
    [InlineData("+300 min Meeting / revoked", "transfer #1 to 2", "NotMovable: #1 Revoked")]
    [InlineData("+300 min Meeting / -300 on 2026-02-10", "transfer #1 to 2", "NotMovable: #1 UsedUp")]
    [InlineData("+300 min Meeting", "transfer #7 to 2", "NotFound")]
    public void What_remains_or_a_part_moves_to_another_member(string ledger, string act, string outcome) => Assert.Equal(
        outcome, CommandText.Outcome(ledger, act));

    [Theory]
    [InlineData("+300 min Meeting / -60 on 2026-02-10", "revoke #1", "#1 -240")]
    [InlineData("+300 min Meeting from 2026-03-01", "revoke #1", "#1 -300")]
    [InlineData("+300 min Meeting expires 2026-02-20", "revoke #1", "NotMovable: #1 Expired")]
    [InlineData("+300 min Meeting / -300 on 2026-02-10", "revoke #1", "NotMovable: #1 UsedUp")]
    [InlineData("+300 min Meeting / revoked", "revoke #1", "NotMovable: #1 Revoked")]
    [InlineData("+300 min Meeting", "revoke #2", "NotFound")]
    public void What_remains_is_taken(string ledger, string act, string outcome) => Assert.Equal(outcome, CommandText.Outcome(ledger, act));

    [Fact]
    public void Only_what_was_held_ever_since_is_moved()
    {
        // The clock was moved back: what was used "later" needs its part of the balance.
        const string Ledger = "+300 min Meeting expires 2026-03-01 / -60 on 2026-02-25";
        Assert.Equal("#1 -240, new +240", CommandText.Outcome(Ledger, "extend #1 to 2026-04-01"));
        Assert.Equal("#1 -240", CommandText.Outcome(Ledger, "revoke #1"));
    }

    [Theory]
    [InlineData("2026-01-01", "2026-03-01", "2026-02-20T12:00")]
    [InlineData("2026-03-01", "2026-04-01", "2026-03-01")]
    [InlineData("2026-01-01", "2026-02-01", "2026-02-20T12:00")]
    public void The_new_credit_is_of_the_origin_and_starts_now_or_when_that_would_have(string start, string end, string starts)
    {
        var draft = Assert.IsType<Draft>(
            CommandText.Decide($"+300 min Meeting from {start} expires {end} priority 7", "extend #1 to 2026-06-01"));

        Assert.Equal(PostingKind.Extension, draft.Kind);
        Assert.Equal([EntryKind.Transfer, EntryKind.Grant], draft.Entries.Select(entry => entry.Kind));
        Assert.All(draft.Entries, entry => Assert.Equal(LedgerText.Now, entry.UsedAt));
        var credit = draft.Entries[1].NewCredit!.Row;
        Assert.Equal((1, "Meeting", 7, CreditSource.Extension, 1L),
            (credit.OwnerId, draft.Entries[1].NewCredit!.Benefit.Name, credit.Priority, credit.Source, credit.OriginCreditId));
        Assert.Equal((LedgerText.At(starts), LedgerText.At("2026-06-01")), (credit.StartsAt, credit.ExpiresAt));
    }

    [Fact]
    public void A_transferred_credit_keeps_its_end_and_the_name_of_its_source()
    {
        var view = LedgerText.Read("+300 min Meeting expires 2026-03-01").View;
        var origin = view.Credit(1)!;
        view.Add(
            new CreditState(origin.Terms with { Row = origin.Terms.Row with { SourceName = "Meeting Pro" } }, origin.History, origin.Sums));

        var act = new TransferCommand("key", Actor.User(7)) { CreditIds = [1], MemberId = 2, Description = " moved teams " };
        var draft = Assert.IsType<Draft>(act.Decide(view, new LedgerRules(), LedgerText.Now));

        var credit = draft.Entries[1].NewCredit!.Row;
        Assert.Equal((2, CreditSource.Transfer, 1L, "Meeting Pro", "moved teams"),
            (credit.OwnerId, credit.Source, credit.OriginCreditId, credit.SourceName, credit.Description));
        Assert.Equal((LedgerText.Now, LedgerText.At("2026-03-01"), "moved teams"), (credit.StartsAt, credit.ExpiresAt, draft.Description));
    }

    private const string Mixed =
        "+300 min Meeting expires 2026-03-01 / +60 min Desk expires 2026-02-19 / +60 min Quiet / +30 min Phone expires 2026-03-01 of 2 / " +
            "+90 min Lab expires 2026-03-05 / revoked";

    [Theory]
    [InlineData("extend #1,#4 to 2026-04-01", "#1 -300, new +300, #4 -30, new +30")]
    [InlineData("extend #4,#1,#4 to 2026-04-01", "#1 -300, new +300, #4 -30, new +30")]
    [InlineData("extend #1,#3,#5 to 2026-04-01", "NotMovable: #3 NeverExpires, #5 Revoked")]
    [InlineData("extend #1,#3,#5 to 2026-04-01 where possible", "#1 -300, new +300")]
    [InlineData("extend #3,#5 to 2026-04-01 where possible", "NotMovable: #3 NeverExpires, #5 Revoked")]
    [InlineData("transfer #1,#2,#4 to 2", "NotMovable: #2 Expired, #4 SameOwner")]
    [InlineData("transfer #1,#2,#4 to 2 where possible", "#1 -300, new +300")]
    [InlineData("revoke #1,#2,#3", "NotMovable: #2 Expired")]
    [InlineData("revoke #1,#2,#3 where possible", "#1 -300, #3 -60")]
    [InlineData("revoke #1,#9 where possible", "NotFound")]
    public void Many_go_in_one_posting_all_or_those_that_can(string act, string outcome) => Assert.Equal(
        outcome, CommandText.Outcome(Mixed, act));

    [Fact]
    public void Says_of_each_that_cannot_why()
    {
        var refusal = Assert.IsType<Refusal>(CommandText.Decide(Mixed, "extend #1,#3,#5 to 2026-04-01"));

        Assert.Equal(
            "2 of 3 credits cannot be extended: Quiet, added by hand, never expires, so there is nothing to extend; "
            + "Lab, added by hand, to 4 Mar 2026, was revoked: grant a new credit instead.",
            refusal.Message);
        var draft = Assert.IsType<Draft>(CommandText.Decide(Mixed, "extend #1,#3,#5 to 2026-04-01 where possible"));
        Assert.Equal([(3, SkipReason.NeverExpires), (5, SkipReason.Revoked)],
            draft.Skipped.Select(credit => (credit.CreditId, credit.Reason)));
    }

    [Theory]
    [InlineData("transfer #1 to 2 of 50", "Meeting moves in steps of 15 min: 50 is not a whole step. Use 45 or 60.")]
    [InlineData("transfer #1 to 2 of 315", "Meeting has 5 h left, not 5 h 15 min.")]
    [InlineData("extend #1 to 2026-02-25", "Meeting lasts as long already: choose a later end.")]
    [InlineData("extend #2 to 2026-02-19", "The new end lies in the past. Choose a later one.")]
    [InlineData("transfer #2 to 2", "Desk has expired: extend it first.")]
    public void A_single_refusal_says_what_would_be_right(string act, string message) =>
        Assert.Equal(message, Assert.IsType<Refusal>(CommandText.Decide(Mixed, act)).Message);

    [Fact]
    public void Says_that_what_had_expired_can_be_used_again()
    {
        Assert.Equal(
            ["Desk has expired: its 1 h can be used again from now on."],
            Assert.IsType<Draft>(CommandText.Decide(Mixed, "extend #2 to 2026-04-01")).Notes);
        Assert.Equal(
            ["2 of these credits have expired: what had expired can be used again from now on."],
            Assert.IsType<Draft>(CommandText.Decide(Mixed + " / +15 min Bay expires 2026-02-01", "extend #1,#2,#6 to 2026-04-01")).Notes);
        Assert.Empty(Assert.IsType<Draft>(CommandText.Decide(Mixed, "extend #1 to 2026-04-01")).Notes);
    }

    [Fact]
    public void A_revocation_needs_a_reason_and_the_others_may_have_one()
    {
        const string Ledger = "+300 min Meeting expires 2026-03-01";
        Assert.Equal(RefusedField.Text, Refuse(new RevocationCommand("key", Actor.User(7)) { CreditIds = [1], Description = " " }));
        Assert.Equal(RefusedField.Text,
            Refuse(new RevocationCommand("key", Actor.User(7)) { CreditIds = [1], Description = new string('x', 501) }));
        Assert.Equal(RefusedField.Text,
            Refuse(new ExtensionCommand("key", Actor.User(7)) { CreditIds = [1], ExpiresAt = null, Description = new string('x', 501) }));
        Assert.Null(Refuse(new RevocationCommand("key", Actor.User(7)) { CreditIds = [1], Description = new string('x', 500) }));
        Assert.Null(Refuse(new TransferCommand("key", Actor.User(7)) { CreditIds = [1], MemberId = 2 }));

        static RefusedField? Refuse(LedgerCommand act) =>
            (act.Decide(LedgerText.Read(Ledger).View, new LedgerRules(), LedgerText.Now) as Refusal)?.Field;
    }

    [Theory]
    [InlineData("2026-03-25T00:00:00Z", 7, "2026-03-31T23:00:00Z")]
    [InlineData("2026-10-20T16:30:00Z", 7, "2026-10-27T17:30:00Z")]
    [InlineData("2028-02-29T00:00:00Z", 366, "2029-03-01T00:00:00Z")]
    [InlineData("9999-12-30T00:00:00Z", 3660, "9999-12-31T23:59:59.999Z")]
    public void Days_are_local_days_at_the_same_local_time(string end, int days, string later) => Assert.Equal(
        DateTime.Parse(later, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal),
        ExtensionCommand.Later(DateTime.Parse(end, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal), days,
            new SiteZone(TimeZoneInfo.FindSystemTimeZoneById("Europe/London"))));

    [Fact]
    public void None_and_too_many_are_refused()
    {
        var act = new RevocationCommand("key", Actor.User(7)) { CreditIds = [], Description = "left" };
        Assert.Equal("Invalid", CommandText.Write(act.Decide(new LedgerState(), new LedgerRules(), LedgerText.Now)));
        var refusal = Assert.IsType<Refusal>((act with { CreditIds = [.. Enumerable.Range(1, 5001).Select(id => (long)id)] })
            .Decide(new LedgerState(), new LedgerRules(), LedgerText.Now));
        Assert.Equal("At most 5,000 credits go into one transaction; these are 5,001.", refusal.Message);
    }

    [Fact]
    public void The_same_request_has_the_same_hash_and_another_has_another()
    {
        var extend = new ExtensionCommand("key", Actor.User(7)) { CreditIds = [2, 1], ExpiresAt = LedgerText.Now };
        var transfer = new TransferCommand("key", Actor.User(7)) { CreditIds = [1, 2], MemberId = 2 };
        LedgerCommand[] others =
        [
            extend, extend with { CreditIds = [1] }, extend with { CreditIds = [1, 3] }, extend with { ExpiresAt = null },
            extend with { ByDays = 7 }, extend with { SkipIneligible = true }, extend with { Description = "x" },
            transfer, transfer with { MemberId = 3 }, transfer with { Amount = 15 }, transfer with { SkipIneligible = true },
            new RevocationCommand("key", Actor.User(7)) { CreditIds = [1, 2], Description = "x" },
        ];

        Assert.Equal(extend.RequestHash(), (extend with { IdempotencyKey = "other", CreditIds = [1, 2, 1] }).RequestHash());
        Assert.Equal(others.Length, others.Select(other => Convert.ToHexString(other.RequestHash())).Distinct().Count());
    }
}

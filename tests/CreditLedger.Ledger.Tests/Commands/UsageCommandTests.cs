using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Commands;

public sealed class UsageCommandTests
{
    [Theory]
    [InlineData("+300 min Meeting", "use 60 of Meeting", "#1 -60")]
    [InlineData("+300 min Meeting", "use 300 of #1", "#1 -300")]
    [InlineData("+60 min Meeting expires 2026-03-01 / +60 min Meeting expires 2026-04-01", "use 90 of Meeting", "#1 -60, #2 -30")]
    [InlineData("+60 min Meeting / +60 min Meeting expires 2026-04-01", "use 90 of Meeting", "#2 -60, #1 -30")]
    [InlineData("+60 min Meeting priority 9 expires 2026-03-01 / +60 min Meeting priority 2", "use 90 of Meeting", "#2 -60, #1 -30")]
    [InlineData("+60 min Any / +60 min Meeting for Room", "use 90 of Time", "#2 -60, #1 -30")]
    [InlineData("+60 min Meeting recorded 2026-01-03 / +60 min Meeting recorded 2026-01-02", "use 90 of Meeting", "#2 -60, #1 -30")]
    [InlineData("+60 min Meeting / +60 min Meeting", "use 90 of Meeting", "#1 -60, #2 -30")]
    [InlineData("+60 min Meeting / +60 min Meeting / +60 min Meeting", "use 180 of Meeting", "#1 -60, #2 -60, #3 -60")]
    [InlineData("+60 min Meeting / -60 on 2026-02-01 / +60 min Meeting", "use 60 of Meeting", "#2 -60")]
    public void Draws_in_burn_order_over_as_many_credits_as_it_takes(string ledger, string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome(ledger, act));

    [Theory]
    [InlineData("+60 min Meeting", "use 90 of Meeting", "NotEnough short 30: #1 NotEnough 60")]
    [InlineData("+60 min Meeting / +15 min Meeting", "use 90 of Meeting", "NotEnough short 15: #1 NotEnough 60, #2 NotEnough 15")]
    [InlineData("+60 min Meeting from 2026-03-01", "use 60 of Meeting", "NotEnough short 60: #1 NotStarted")]
    [InlineData("+60 min Meeting expires 2026-02-20", "use 60 of Meeting", "NotEnough short 60: #1 Expired")]
    [InlineData("+60 min Meeting / -60 on 2026-02-01", "use 60 of Meeting", "NotEnough short 60: #1 UsedUp")]
    [InlineData("+60 min Meeting / revoked", "use 60 of Meeting", "NotEnough short 60: #1 Revoked")]
    [InlineData("+60 min Meeting for Desk", "use 60 for Room", "NotEnough short 60: #1 DoesNotCoverService")]
    [InlineData("+60 min Meeting of 2", "use 60 of Time", "NotEnough short 60")]
    [InlineData("", "use 60 of Time", "NotEnough short 60")]
    public void Posts_nothing_and_says_what_was_short_and_why_each_credit_was_passed_over(string ledger, string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome(ledger, act));

    [Fact]
    public void Says_what_was_short_in_words()
    {
        var refusal = Assert.IsType<Refusal>(CommandText.Decide("+60 min Meeting", "use 90 of Meeting"));

        Assert.Equal("Short by 30 min: 1 h of 1 h 30 min is available.", refusal.Message);
        Assert.Equal("Meeting", Assert.Single(refusal.Skipped).BenefitName);
    }

    [Theory]
    [InlineData("2025-12-31T23:59:59.999", "NotEnough short 60: #1 NotStarted")]
    [InlineData("2026-01-01", "#1 -60")]
    [InlineData("2026-01-31T23:59:59.999", "#1 -60")]
    [InlineData("2026-02-01", "NotEnough short 60: #1 Expired")]
    public void Is_live_from_its_start_included_to_its_end_excluded(string usedAt, string outcome) =>
        Assert.Equal(outcome,
            CommandText.Outcome("+60 min Meeting expires 2026-02-01", $"use 60 of Meeting on {usedAt}", new LedgerRules(15, 365)));

    [Theory]
    [InlineData("use 60 of Time for Room", "#2 -60")]
    [InlineData("use 90 of Time for Room", "#2 -60, #3 -30")]
    [InlineData("use 60 of Time for Hall", "#3 -60")]
    [InlineData("use 60 of Desks for Room", "NotEnough short 60: #1 DoesNotCoverService")]
    [InlineData("use 60 of #1 for Room", "NotEnough short 60: #1 DoesNotCoverService")]
    public void A_service_narrows_the_choice_to_credits_that_cover_it(string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome("+60 min Desks for Desk / +60 min Rooms for Room / +60 min Any", act));

    [Fact]
    public void A_service_alone_means_time() =>
        Assert.Equal("#2 -60", CommandText.Outcome("+100 GBP Wallet / +60 min Any / +5 use Ticket", "use 60 for Room"));

    [Fact]
    public void A_service_beside_a_kind_leaves_the_kind() =>
        Assert.Equal("#1 -60", CommandText.Outcome("+100 GBP Wallet / +60 min Any", "use 60 of Money for Room"));

    [Fact]
    public void A_usage_of_nothing_named_is_refused() =>
        Assert.Equal("Invalid", CommandText.Outcome("+60 min Meeting", "use 60"));

    [Fact]
    public void A_kind_in_two_currencies_must_be_named()
    {
        const string Purses = "+100 GBP Pounds / +100 EUR Euros";

        Assert.Equal("Invalid", CommandText.Outcome(Purses, "use 60 of Money"));
        Assert.Equal("#2 -60", CommandText.Outcome(Purses, "use 60 of Euros"));
        Assert.Equal("#2 -60", CommandText.Outcome("+100 GBP Pounds expires 2026-02-01 / +100 EUR Euros", "use 60 of Money"));
    }

    [Theory]
    [InlineData("+100 GBP Wallet", "use 101 of Wallet", "NotEnough short 1: #1 NotEnough 100")]
    [InlineData("+100 GBP Wallet", "use 99 of Money", "#1 -99")]
    [InlineData("+3 use Ticket", "use 1 of Uses", "#1 -1")]
    [InlineData("+3 pass Day", "use 1 of Pass", "#1 -1")]
    [InlineData("+900 cents Prints", "use 7 of Printing", "#1 -7")]
    public void Money_printing_uses_and_passes_are_not_stepped(string ledger, string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome(ledger, act));

    [Theory]
    [InlineData("use 10 of Meeting", "Use 15.")]
    [InlineData("use 20 of Meeting", "Use 15 or 30.")]
    [InlineData("use 50 of Long", "Use 30 or 60.")]
    public void Time_moves_in_whole_steps_and_the_neighbours_are_named(string act, string neighbours)
    {
        var refusal = Assert.IsType<Refusal>(CommandText.Decide("+300 min Meeting / +300 min Long step 30", act));

        Assert.Equal((RefusalReason.NotAWholeStep, RefusedField.Amount), (refusal.Reason, refusal.Field));
        Assert.EndsWith(neighbours, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-60)]
    [InlineData(long.MinValue)]
    public void An_amount_that_is_not_above_zero_is_refused(long amount) =>
        Assert.Equal("Invalid", CommandText.Outcome("+300 min Meeting", $"use {amount} of Meeting"));

    [Theory]
    [InlineData("use 60 of Meeting on 2026-02-20T12:00", "#1 -60")]
    [InlineData("use 60 of Meeting on 2026-02-20T12:00:00.001", "BadDate")]
    [InlineData("use 60 of Meeting on 2026-02-10T12:00", "#1 -60")]
    [InlineData("use 60 of Meeting on 2026-02-10T11:59:59.999", "BadDate")]
    public void The_date_lies_between_the_window_and_now(string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome("+300 min Meeting", act, new LedgerRules(15, 10)));

    [Fact]
    public void Admins_may_go_further_back_but_never_forward()
    {
        var ledger = LedgerText.Read("+300 min Meeting");
        var act = new UsageCommand("key", Actor.User(7))
        { MemberId = 1, Amount = 60, CreditId = 1, UsedAt = LedgerText.Start, MayGoFurtherBack = true };
        var rules = new LedgerRules(15, 10);

        Assert.IsType<Draft>(act.Decide(ledger.View, rules, LedgerText.Now));
        Assert.Equal("BadDate", CommandText.Write((act with { MayGoFurtherBack = false }).Decide(ledger.View, rules, LedgerText.Now)));
        Assert.Equal("BadDate",
            CommandText.Write((act with { UsedAt = LedgerText.Now.AddDays(1) }).Decide(ledger.View, rules, LedgerText.Now)));
    }

    [Theory]
    [InlineData("+300 min Meeting / -240 on 2026-02-10", "use 60 of Meeting on 2026-02-05", "#1 -60")]
    [InlineData("+300 min Meeting / -240 on 2026-02-10", "use 90 of Meeting on 2026-02-05", "NotEnough short 30: #1 NotHeldSince 60")]
    [InlineData("+300 min Meeting / -300 on 2026-02-10", "use 60 of Meeting on 2026-02-05", "NotEnough short 60: #1 NotHeldSince")]
    [InlineData("+300 min Meeting / -300 on 2026-02-10 / +300 on 2026-02-15", "use 60 of Meeting on 2026-02-05",
        "NotEnough short 60: #1 NotHeldSince")]
    [InlineData("+300 min Meeting / -300 on 2026-02-10 / +300 on 2026-02-15", "use 60 of Meeting on 2026-02-12",
        "NotEnough short 60: #1 UsedUp")]
    [InlineData("+300 min Meeting / -300 on 2026-02-10 / +300 on 2026-02-15", "use 60 of Meeting on 2026-02-15", "#1 -60")]
    [InlineData("+60 min Meeting expires 2026-02-10 / +60 min Meeting from 2026-02-10", "use 60 of Meeting on 2026-02-09", "#1 -60")]
    public void A_usage_in_the_past_needs_what_was_held_then_and_ever_since(string ledger, string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome(ledger, act));

    [Fact]
    public void Names_who_used_it_for_what_and_cuts_the_instant()
    {
        var ledger = LedgerText.Read("+300 min Meeting shared yes / group 1 of 1 for 9");
        var usedAt = LedgerText.At("2026-02-10").AddTicks(12_345_678);
        var act = new UsageCommand("key", Actor.User(7))
        { MemberId = 1, Amount = 60, BenefitId = 1, ServiceId = 2, UsedById = 9, UsedAt = usedAt, Description = "  Board  " };

        var draft = Assert.IsType<Draft>(act.Decide(ledger.View, new LedgerRules(), LedgerText.Now));

        var entry = Assert.Single(draft.Entries);
        Assert.Equal((PostingKind.Usage, "Board"), (draft.Kind, draft.Description));
        Assert.Equal((EntryKind.Usage, EntryKind.Usage, 9L, 2L), (entry.Kind, entry.EffectiveKind, entry.UsedById, entry.ServiceId));
        Assert.Equal(LedgerText.At("2026-02-10T00:00:01.234"), entry.UsedAt);
        Assert.Equal(1, Assert.IsType<Draft>((act with { UsedById = null }).Decide(ledger.View, new LedgerRules(), LedgerText.Now))
            .Entries[0].UsedById);
    }

    [Fact]
    public void A_description_has_at_most_500_characters()
    {
        var ledger = LedgerText.Read("+300 min Meeting");
        var act = new UsageCommand("key", Actor.User(7)) { MemberId = 1, Amount = 60, CreditId = 1, Description = new string('x', 501) };

        Assert.Equal(RefusedField.Text, Assert.IsType<Refusal>(act.Decide(ledger.View, new LedgerRules(), LedgerText.Now)).Field);
        Assert.IsType<Draft>((act with { Description = new string('x', 500) }).Decide(ledger.View, new LedgerRules(), LedgerText.Now));
    }

    [Fact]
    public void Someone_elses_credit_is_not_there() =>
        Assert.Equal("NotFound", CommandText.Outcome("+300 min Meeting of 2", "use 60 of #1"));

    [Fact]
    public void The_same_request_has_the_same_hash_and_another_has_another()
    {
        var act = new UsageCommand("key", Actor.User(7)) { MemberId = 1, Amount = 60, Kind = BenefitKind.Time };
        UsageCommand[] others =
        [
            act with { MemberId = 2 }, act with { Amount = 75 }, act with { CreditId = 60 }, act with { BenefitId = 1 },
            act with { Kind = null },
            act with { Kind = BenefitKind.Money }, act with { ServiceId = 1 }, act with { UsedAt = LedgerText.Now },
            act with { UsedById = 1 }, act with { Description = "x" },
        ];

        Assert.Equal(act.RequestHash(), (act with { IdempotencyKey = "other", MayGoFurtherBack = true, Description = "  " }).RequestHash());
        Assert.Equal(others.Length + 1, others.Append(act).Select(other => Convert.ToHexString(other.RequestHash())).Distinct().Count());
    }
}

using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Commands;

public sealed class AdjustmentCommandTests
{
    [Theory]
    [InlineData("+10000 GBP Wallet", "adjust #1 by 10000", "#1 +10000")]
    [InlineData("+10000 GBP Wallet", "adjust #1 by -10000", "#1 -10000")]
    [InlineData("+10000 GBP Wallet", "adjust #1 by -10001", "NotEnough short 1")]
    [InlineData("+300 min Meeting", "adjust #1 by 60", "#1 +60")]
    [InlineData("+300 min Meeting", "adjust #1 by -300", "#1 -300")]
    [InlineData("+300 min Meeting", "adjust #1 by -315", "NotEnough short 15")]
    [InlineData("+300 min Meeting", "set #1 to 330", "#1 +30")]
    [InlineData("+300 min Meeting", "set #1 to 0", "#1 -300")]
    [InlineData("+300 min Meeting", "set #1 to 300", "Invalid")]
    [InlineData("+300 min Meeting", "set #1 to -15", "Invalid")]
    [InlineData("+300 min Meeting", "adjust #1 by 0", "Invalid")]
    [InlineData("+300 min Meeting / -300 on 2026-02-01", "adjust #1 by 60", "#1 +60")]
    [InlineData("+300 min Meeting from 2026-03-01", "adjust #1 by -60", "#1 -60")]
    [InlineData("+300 min Meeting expires 2026-02-20", "adjust #1 by 60", "NotAdjustable")]
    [InlineData("+300 min Meeting / revoked", "adjust #1 by 60", "NotAdjustable")]
    [InlineData("+300 min Meeting", "adjust #2 by 60", "NotFound")]
    [InlineData("+1 use Ticket", "adjust #1 by 7", "#1 +7")]
    [InlineData("+900 cents Prints", "adjust #1 by -901", "NotEnough short 1")]
    public void Plus_adds_and_minus_deducts_but_never_below_zero(string ledger, string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome(ledger, act));

    [Theory]
    [InlineData("adjust #1 by 5", "Use 15.")]
    [InlineData("adjust #1 by 10", "Use 15.")]
    [InlineData("adjust #1 by -20", "Use 15 or 30.")]
    [InlineData("adjust #1 by 50", "Use 45 or 60.")]
    [InlineData("set #1 to 100", "Use 90 or 105.")]
    [InlineData("set #1 to 65", "Use 75.")]
    [InlineData("set #1 to 50", "Use 45.")]
    [InlineData("set #1 to 7", "Use 0 or 15.")]
    public void A_change_of_time_that_is_no_whole_step_is_refused_with_the_valid_neighbours(string act, string neighbours)
    {
        var refusal = Assert.IsType<Refusal>(CommandText.Decide("+60 min Meeting", act));

        Assert.Equal((RefusalReason.NotAWholeStep, RefusedField.Amount), (refusal.Reason, refusal.Field));
        Assert.EndsWith(neighbours, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(-15)]
    public void Whole_steps_are_accepted(long by) => Assert.Equal(
        $"#1 {by:+0;-0}", CommandText.Outcome("+60 min Meeting", $"adjust #1 by {by}"));

    [Theory]
    [InlineData("+300 min Meeting expires 2026-02-20")]
    [InlineData("+300 min Meeting / revoked")]
    public void Advises_to_grant_anew_where_nothing_can_be_adjusted(string ledger)
    {
        var refusal = Assert.IsType<Refusal>(CommandText.Decide(ledger, "adjust #1 by 60"));

        Assert.Equal(RefusedField.Credit, refusal.Field);
        Assert.Contains("rant", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("instead", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("   \t", false)]
    [InlineData("x", true)]
    public void Has_a_reason(string? reason, bool accepted) =>
        Assert.Equal(accepted, Adjust(act => act with { Description = reason }) is Draft);

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void A_reason_has_at_most_500_characters(int length, bool accepted) =>
        Assert.Equal(accepted, Adjust(act => act with { Description = $"  {new string('x', length)}  " }) is Draft);

    [Fact]
    public void Is_dated_now_and_keeps_the_trimmed_reason()
    {
        var draft = Assert.IsType<Draft>(Adjust(act => act with { Description = " booked twice " }));

        Assert.Equal((PostingKind.Adjustment, "booked twice"), (draft.Kind, draft.Description));
        var entry = Assert.Single(draft.Entries);
        Assert.Equal((EntryKind.Adjustment, EntryKind.Adjustment, 60L, LedgerText.Now),
            (entry.Kind, entry.EffectiveKind, entry.Amount, entry.UsedAt));
    }

    [Fact]
    public void A_target_chosen_on_another_balance_is_refused_and_names_the_new_one()
    {
        var refusal = Assert.IsType<Refusal>(Adjust(act => act with { By = null, Target = 180, SeenBalance = 120 }));

        Assert.Equal(RefusalReason.Stale, refusal.Reason);
        Assert.Contains("it is 5 h now, not 2 h", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<Draft>(Adjust(act => act with { By = null, Target = 180, SeenBalance = 300 }));
    }

    [Fact]
    public void A_difference_holds_whatever_the_balance_was_and_the_refusal_names_the_new_one()
    {
        Assert.IsType<Draft>(Adjust(act => act with { SeenBalance = 120 }));
        var refusal = Assert.IsType<Refusal>(Adjust(act => act with { By = -315, SeenBalance = 600 }));
        Assert.Contains("The balance is 5 h", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-long.MaxValue)]
    [InlineData(AmountLimit.Largest)]
    public void Amounts_at_the_ends_of_64_bits_are_refused_not_wrapped(long by)
    {
        var refusal = Assert.IsType<Refusal>(CommandText.Decide("+100 GBP Wallet", $"adjust #1 by {by}"));
        Assert.Equal(RefusedField.Amount, refusal.Field);
    }

    [Fact]
    public void The_largest_target_is_reached_and_no_larger_one()
    {
        Assert.IsType<Draft>(CommandText.Decide("+100 GBP Wallet", $"set #1 to {AmountLimit.Largest}"));
        Assert.Equal("Invalid", CommandText.Outcome("+100 GBP Wallet", $"set #1 to {AmountLimit.Largest + 1}"));
        Assert.Equal("Invalid", CommandText.Outcome("+100 GBP Wallet", $"set #1 to {long.MaxValue}"));
    }

    [Fact]
    public void The_same_request_has_the_same_hash_and_another_has_another()
    {
        var act = new AdjustmentCommand("key", Actor.User(7)) { CreditId = 1, By = 60, Description = "why" };
        AdjustmentCommand[] others = [act with { CreditId = 2 }, act with { By = -60 }, act with { By = null, Target = 60 },
            act with { Description = "because" }];

        Assert.Equal(act.RequestHash(), (act with { IdempotencyKey = "other", SeenBalance = 5, Description = " why " }).RequestHash());
        Assert.Equal(others.Length + 1, others.Append(act).Select(other => Convert.ToHexString(other.RequestHash())).Distinct().Count());
    }

    private static Decision Adjust(Func<AdjustmentCommand, AdjustmentCommand> change)
    {
        var ledger = LedgerText.Read("+300 min Meeting");
        var act = change(new AdjustmentCommand("key", Actor.User(7)) { CreditId = 1, By = 60, Description = "why" });
        return act.Decide(ledger.View, new LedgerRules(), LedgerText.Now);
    }
}

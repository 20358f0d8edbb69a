using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Tests.Notation;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Commands;

/// <summary>
/// R13: rights, caps and shared kinds are those of the moment at which a use takes place, however late it is recorded. Member 1, Ada Brown,
/// uses; member 2 is Acme Ltd. The clock says 20 Feb 2026.
/// </summary>
public sealed class DatedSharingTests
{
    private const string Theirs = "+300 min Meeting of 2 shared yes";

    [Theory]
    [InlineData("since 2026-01-20", "use 60 of Meeting on 2026-01-10", "NotEnough short 60: #1 NotShared")]
    [InlineData("since 2026-01-20", "use 60 of Meeting on 2026-01-19T23:59:59.999", "NotEnough short 60: #1 NotShared")]
    [InlineData("since 2026-01-20", "use 60 of Meeting on 2026-01-20", "#1 -60")]
    [InlineData("since 2026-01-20 until 2026-01-23", "use 60 of Meeting on 2026-01-21", "#1 -60")]
    [InlineData("since 2026-01-20 until 2026-01-23", "use 60 of Meeting on 2026-01-22T23:59", "#1 -60")]
    [InlineData("since 2026-01-20 until 2026-01-23", "use 60 of Meeting on 2026-01-23", "NotEnough short 60: #1 NotShared")]
    [InlineData("since 2026-01-20 until 2026-01-23", "use 60 of Meeting", "NotEnough short 60: #1 NotShared")]
    public void Who_joined_and_left_may_use_in_between_however_late_it_is_recorded(string when, string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome($"{Theirs} / group 1 of 2 {when}", act));

    [Theory]
    [InlineData("group 1 of 2 since 2026-01-20", "2026-01-10",
        "Short by 1 h: 0 min of 1 h is available. Ada Brown may use these credits from 20 Jan 2026.")]
    [InlineData("group 1 of 2 since 2026-01-20 until 2026-01-23", "2026-01-25",
        "Short by 1 h: 0 min of 1 h is available. Ada Brown could use these credits until 22 Jan 2026.")]
    [InlineData("group 1 of 2 until 2026-01-05 / group 1 of 2 since 2026-01-20 until 2026-01-23", "2026-01-10",
        "Short by 1 h: 0 min of 1 h is available. Ada Brown may use these credits from 20 Jan 2026.")]
    [InlineData("group 1 of 2 since 2026-01-20 right no", "2026-01-10", "Short by 1 h: 0 min of 1 h is available.")]
    [InlineData("+15 min Own / group 1 of 2 since 2026-01-20", "2026-01-10",
        "Short by 1 h: 0 min of 1 h is available. Ada Brown may use these credits from 20 Jan 2026.")]
    public void A_refusal_says_from_or_until_when_the_credits_may_be_used(string rest, string day, string sentence) =>
        Assert.Equal(sentence, Assert.IsType<Refusal>(CommandText.Decide($"{Theirs} / {rest}", $"use 60 of Meeting on {day}")).Message);

    [Fact]
    public void Where_other_credits_could_be_meant_the_refusal_names_whose_it_means() => Assert.Equal(
        "Short by 45 min: 15 min of 1 h is available. Ada Brown may use Acme Ltd's credits from 20 Jan 2026.",
        Assert.IsType<Refusal>(CommandText.Decide(
            $"+15 min Own / {Theirs} / group 1 of 2 since 2026-01-20", "use 60 of Time on 2026-01-10")).Message);

    [Fact]
    public void Whoever_used_another_members_credits_is_refused_with_the_date_too()
    {
        var ledger = LedgerText.Read("+300 min Meeting shared yes / group 1 of 1 for 9 since 2026-01-20");
        var use = new UsageCommand("key", Actor.User(7))
        { MemberId = 1, Amount = 60, Kind = BenefitKind.Time, UsedById = 9, UsedAt = LedgerText.At("2026-01-10") };

        var refusal = Assert.IsType<Refusal>(use.Decide(ledger.View, new LedgerRules(), LedgerText.Now));

        Assert.EndsWith("Member 9 may use these credits from 20 Jan 2026.", refusal.Message, StringComparison.Ordinal);
        Assert.IsType<Draft>((use with { UsedAt = LedgerText.At("2026-01-20") })
            .Decide(ledger.View, new LedgerRules(), LedgerText.Now));
    }

    [Theory]
    [InlineData("use 75 of Meeting on 2026-02-09", "NotEnough short 15: #1 CapReached 60")]
    [InlineData("use 75 of Meeting on 2026-02-10", "#1 -75")]
    [InlineData("use 135 of Meeting", "NotEnough short 15: #1 CapReached 120")]
    public void A_use_counts_against_the_cap_that_held_when_it_took_place(string act, string outcome) => Assert.Equal(outcome,
        CommandText.Outcome(
            $"{Theirs} / group 1 of 2 cap Time:60:Month until 2026-02-10 / group 1 of 2 cap Time:120:Month since 2026-02-10", act));

    [Theory]
    [InlineData("use 60 of Meeting on 2026-02-09", "#1 -60")]
    [InlineData("use 75 of Meeting on 2026-02-09", "NotEnough short 15: #1 CapReached 60")]
    [InlineData("use 75 of Meeting on 2026-02-11", "NotEnough short 15: #1 CapReached 60")]
    public void And_the_cap_counts_all_use_of_its_period_under_whatever_cap(string act, string outcome) => Assert.Equal(outcome,
        CommandText.Outcome(
            "+600 min Meeting of 2 shared yes / -60 on 2026-02-15 by 1 / group 1 of 2 cap Time:120:Month until 2026-02-10 / " +
            "group 1 of 2 cap Time:120:Month since 2026-02-10", act));

    [Theory]
    [InlineData("use 60 of Meeting", "#1 -60")]
    [InlineData("use 900 of Print", "NotEnough short 900: #2 NotShared")]
    [InlineData("use 900 of #2", "NotEnough short 900: #2 NotShared")]
    [InlineData("use 90 of Time", "NotEnough short 30: #3 NotShared, #1 NotEnough 60")]
    public void A_right_to_named_benefits_opens_no_other(string act, string outcome) => Assert.Equal(outcome, CommandText.Outcome(
        "+60 min Meeting of 2 shared yes / +900 cents Print of 2 shared yes / +60 min Hall of 2 shared yes / " +
        "group 1 of 2 only Meeting", act));

    [Fact]
    public void A_named_right_of_another_kind_does_not_lift_a_cap() => Assert.Equal("NotEnough short 30: #1 CapReached 30",
        CommandText.Outcome(
            "+300 min Meeting of 2 shared yes / +900 cents Print of 2 shared yes / group 1 of 2 cap Time:30:Month / " +
            "group 2 of 2 only Print",
            "use 60 of Meeting"));

    [Fact]
    public void Rights_liveness_and_caps_are_asked_of_the_moment_at_which_a_booking_takes_place()
    {
        var view = LedgerText.Read(
            $"{Theirs} / group 1 of 2 cap Time:60:Month since 2026-02-22 until 2026-03-10").View;
        Decision Book(string occursAt, long amount = 60) => new UsageCommand("key", Actor.User(1))
        { MemberId = 1, Amount = amount, Kind = BenefitKind.Time, OccursAt = LedgerText.At(occursAt) }
            .Decide(view, new LedgerRules(), LedgerText.Now);

        Assert.IsType<Refusal>(Book("2026-02-21"));
        var entry = Assert.Single(Assert.IsType<Draft>(Book("2026-02-25")).Entries);
        Assert.Equal((LedgerText.Now, LedgerText.At("2026-02-25")), (entry.UsedAt, entry.OccursAt));
        view.Add(new SharedUsage(1, 1, 2, entry.Credit!.Terms.Benefit.Unit, LedgerText.At("2026-02-25"), 60));
        Assert.IsType<Refusal>(Book("2026-02-28", 15));
        Assert.IsType<Draft>(Book("2026-03-01", 15));
        Assert.IsType<Refusal>(Book("2026-03-10", 15));
    }

    [Fact]
    public void Where_nothing_is_booked_the_request_is_what_it_was_before_there_was_such_a_moment()
    {
        var use = new UsageCommand("key", Actor.User(1)) { MemberId = 1, Amount = 60, Kind = BenefitKind.Time };

        Assert.NotEqual(use.RequestHash(null), (use with { OccursAt = LedgerText.Now }).RequestHash(null));

        // Another program computed it from the README.
        Assert.Equal("5D61DB6E", Convert.ToHexString(use.RequestHash(null))[..8]);
    }

    [Fact]
    public void Two_times_hold_together_where_both_do()
    {
        var (first, second, third) = (LedgerText.At("2026-01-01"), LedgerText.At("2026-01-10"), LedgerText.At("2026-01-20"));

        Assert.Equal(new Validity(second, third), new Validity(first, third).And(new Validity(second, null)));
        Assert.Null(new Validity(first, second).And(new Validity(second, third)));
        Assert.Equal(new Validity(first, second), Validity.Always.And(new Validity(first, second)));
        Assert.Equal(new Validity(Instants.Earliest, second), Validity.Always.Before(second));
        Assert.Null(new Validity(second, null).Before(second));
        Assert.Equal(new Validity(first, second), new Validity(first, second).Before(null));
    }
}

using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Tests.Notation;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Tests.Commands;

/// <summary>R13, and R14 and R15 where others' credits are concerned. Member 1, Ada Brown, uses; member 2 is Acme Ltd.</summary>
public sealed class SharedUsageTests
{
    private const string Own = "+60 min Own";
    private const string Theirs = "+300 min Meeting of 2 shared yes";

    [Theory]
    [InlineData("use 60 of Time", "#1 -60")]
    [InlineData("use 90 of Time", "#1 -60, #2 -30")]
    [InlineData("use 360 of Time", "#1 -60, #2 -300")]
    [InlineData("use 60 of Meeting", "#2 -60")]
    [InlineData("use 60 of #2", "#2 -60")]
    [InlineData("use 60 for Room", "#1 -60")]
    public void Shared_credits_are_used_after_the_own_ones(string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome($"{Own} / {Theirs} / group 1 of 2", act));

    [Theory]
    [InlineData("use 60 of Time", "#2 -60")]
    [InlineData("use 330 of Time", "#2 -300, #1 -30")]
    public void Or_before_them_where_the_group_says_so(string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome($"{Own} / {Theirs} / group 1 of 2 first yes", act));

    [Theory]
    [InlineData("group 1 of 2", "+300 min Meeting of 2")]
    [InlineData("group 1 of 2 shares Money,Uses", Theirs)]
    [InlineData("group 1 of 2 right no", Theirs)]
    public void What_the_benefit_the_group_or_the_right_does_not_open_is_passed_over_as_not_shared(string group, string credit)
    {
        Assert.Equal("NotEnough short 30: #2 NotShared, #1 NotEnough 60",
            CommandText.Outcome($"{Own} / {credit} / {group}", "use 90 of Time"));
        Assert.Equal("NotEnough short 60: #2 NotShared", CommandText.Outcome($"{Own} / {credit} / {group}", "use 60 of #2"));
    }

    [Fact]
    public void Whoever_is_in_no_group_of_the_owner_does_not_see_the_credit()
    {
        Assert.Equal("NotFound", CommandText.Outcome($"{Own} / {Theirs} / group 1 of 2 for 3", "use 60 of #2"));
        Assert.Equal("NotEnough short 30: #1 NotEnough 60",
            CommandText.Outcome($"{Own} / {Theirs} / group 1 of 2 for 3", "use 90 of Time"));
    }

    [Theory]
    [InlineData("cap Time:120:Month", "use 120 of Meeting", "#1 -120")]
    [InlineData("cap Time:120:Month", "use 135 of Meeting", "NotEnough short 15: #1 CapReached 120")]
    [InlineData("cap Time:0:Month", "use 15 of Meeting", "NotEnough short 15: #1 CapReached")]
    [InlineData("cap Time:100:Month", "use 105 of Meeting", "NotEnough short 15: #1 CapReached 90")]
    [InlineData("cap Money:0:Month", "use 135 of Meeting", "#1 -135")]
    public void A_cap_holds_for_its_kind(string cap, string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome($"{Theirs} / group 1 of 2 {cap}", act));

    [Theory]
    [InlineData("Day", "2026-02-20T00:00", "2026-02-19T23:59:59.999")]
    [InlineData("Week", "2026-02-16", "2026-02-15T23:59:59.999")]
    [InlineData("Month", "2026-02-01", "2026-01-31T23:59:59.999")]
    [InlineData("Quarter", "2026-01-01", "2025-12-31T23:59:59.999")]
    [InlineData("Year", "2026-01-01", "2025-12-31T23:59:59.999")]
    public void A_cap_counts_the_uses_of_the_calendar_period(string period, string first, string before)
    {
        const string Long = "+300 min Meeting of 2 shared yes from 2025-01-01";
        Assert.Equal(
            "NotEnough short 30: #1 CapReached 30",
            CommandText.Outcome($"{Long} / -90 on {first} by 1 / group 1 of 2 cap Time:120:{period}", "use 60 of Meeting"));
        Assert.Equal("#1 -60",
            CommandText.Outcome($"{Long} / -90 on {before} by 1 / group 1 of 2 cap Time:120:{period}", "use 60 of Meeting"));
    }

    [Fact]
    public void The_period_is_cut_in_the_sites_zone()
    {
        var rules = new LedgerRules(15, 60) { Zone = new SiteZone(TimeZoneInfo.FindSystemTimeZoneById("America/New_York")) };
        const string Ledger = "+300 min Meeting of 2 shared yes / -90 on 2026-02-01T04:59:59 by 1 / group 1 of 2 cap Time:120:Month";

        Assert.Equal("#1 -120", CommandText.Outcome(Ledger, "use 120 of Meeting", rules));
        Assert.Equal("NotEnough short 90: #1 CapReached 30", CommandText.Outcome(Ledger, "use 120 of Meeting"));
    }

    [Fact]
    public void A_usage_dated_in_the_past_counts_in_the_period_of_its_date()
    {
        const string Ledger = "+300 min Meeting of 2 shared yes / -120 on 2026-02-10 by 1 / group 1 of 2 cap Time:120:Month";

        Assert.Equal("NotEnough short 60: #1 CapReached", CommandText.Outcome(Ledger, "use 60 of Meeting"));
        Assert.Equal("#1 -60", CommandText.Outcome(Ledger, "use 60 of Meeting on 2026-01-31"));
    }

    [Fact]
    public void A_cap_holds_for_all_credits_of_the_owner_together_and_for_each_currency_and_member_by_itself()
    {
        const string Purses = "+100 GBP Pounds of 2 shared yes / +100 GBP Sterling of 2 shared yes / +100 EUR Euros of 2 shared yes / " +
            "group 1 of 2 cap Money:120:Month";

        Assert.Equal("NotEnough short 30: #2 CapReached 20",
            CommandText.Outcome(
            "+100 GBP Pounds of 2 shared yes / -100 on 2026-02-02 by 1 / +100 GBP Pounds of 2 shared yes / group 1 of 2 cap " +
                "Money:120:Month", "use 50 of #2"));
        Assert.Equal("#3 -100", CommandText.Outcome(Purses, "use 100 of Euros"));
        Assert.Equal("#1 -100",
            CommandText.Outcome("+200 GBP Pounds of 2 shared yes / -100 on 2026-02-02 by 3 / group 1 of 2 cap Money:120:Month",
            "use 100 of Money"));
    }

    [Fact]
    public void One_usage_over_two_credits_of_the_owner_stays_within_the_cap() =>
        Assert.Equal(
            "NotEnough short 30: #1 NotEnough 60, #2 CapReached 60",
            CommandText.Outcome("+60 min Meeting of 2 shared yes / +300 min Meeting of 2 / group 1 of 2 cap Time:120:Month",
                "use 150 of Meeting"));

    [Theory]
    [InlineData("group 1 of 2 cap Time:30:Month / group 2 of 2", "#1 -300")]
    [InlineData("group 1 of 2 cap Time:30:Month / group 2 of 2 cap Time:300:Week", "#1 -300")]
    [InlineData("group 1 of 2 cap Time:30:Month / group 2 of 2 right no", "NotEnough short 270: #1 CapReached 30")]
    [InlineData("group 1 of 2 cap Time:30:Month / group 2 of 2 shares Money", "NotEnough short 270: #1 CapReached 30")]
    public void Of_several_groups_of_an_owner_the_most_generous_counts(string groups, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome($"{Theirs} / {groups}", "use 300 of Meeting"));

    [Theory]
    [InlineData("-90 on 2026-02-10 by 1 / group 1 of 2 cap Time:120:Month", "use 60 of Meeting", "Short by 30 min: 30 min of 1 h is " +
        "available. Ada Brown may use 2 h of Acme Ltd's time credits per month; 30 min are left until 1 Mar.")]
    [InlineData("-120 on 2026-02-10 by 1 / group 1 of 2 cap Time:120:Year", "use 60 of Meeting", "Short by 1 h: 0 min of 1 h is " +
        "available. Ada Brown may use 2 h of Acme Ltd's time credits per year; nothing is left until 1 Jan 2027.")]
    [InlineData("group 1 of 2 cap Time:0:Week", "use 60 of Meeting",
        "Short by 1 h: 0 min of 1 h is available. Ada Brown may use none of Acme Ltd's time credits.")]
    [InlineData("-300 on 2026-02-10 by 3 / group 1 of 2 cap Time:120:Month", "use 60 of Meeting",
        "Short by 1 h: 0 min of 1 h is available.")]
    public void A_cap_that_makes_it_short_says_whose_how_much_and_what_is_left(string rest, string act, string sentence) =>
        Assert.Equal(sentence, Assert.IsType<Refusal>(CommandText.Decide($"{Theirs} / {rest}", act)).Message);

    [Theory]
    [InlineData("+9 use Ticket of 2 shared yes / group 1 of 2 cap Uses:1:Day", "use 2 of Ticket",
        "Ada Brown may use 1 use of Acme Ltd's items per day; 1 use is left until 21 Feb.")]
    [InlineData("+900 GBP Wallet of 2 shared yes / group 1 of 2 cap Money:500:Quarter", "use 600 of Wallet",
        "Ada Brown may use £5.00 of Acme Ltd's money credits per quarter; £5.00 is left until 1 Apr.")]
    public void Caps_speak_in_the_members_units(string ledger, string act, string sentence) =>
        Assert.EndsWith(sentence, Assert.IsType<Refusal>(CommandText.Decide(ledger, act)).Message, StringComparison.Ordinal);

    [Fact]
    public void Someone_with_whom_it_is_shared_may_use_the_owners_credits_by_name()
    {
        var ledger = LedgerText.Read(
            "+300 min Meeting shared yes / +60 min Private / group 1 of 1 for 9 cap Time:120:Month / group 2 of 1 for 8 right no");
        var act = new UsageCommand("key", Actor.User(7)) { MemberId = 1, Amount = 60, Kind = BenefitKind.Time, UsedById = 9 };
        Decision Decide(UsageCommand asked) => asked.Decide(ledger.View, new LedgerRules(), LedgerText.Now);

        Assert.Equal(9, Assert.Single(Assert.IsType<Draft>(Decide(act)).Entries).UsedById);
        Assert.Equal("NotEnough short 75: #2 NotShared, #1 CapReached 120", CommandText.Write(Decide(act with { Amount = 195 })));
        Assert.Equal("NotEnough short 60: #1 NotShared, #2 NotShared", CommandText.Write(Decide(act with { UsedById = 8 })));
        Assert.Equal(5, Assert.Single(Assert.IsType<Draft>(Decide(act with { UsedById = 5, UserIsOnRecord = true })).Entries).UsedById);
        Assert.Equal((RefusalReason.Invalid, RefusedField.Member),
            Decide(act with { UsedById = 5 }) is Refusal refusal ? (refusal.Reason, refusal.Field) : default);
    }

    [Fact]
    public void Usable_are_the_own_credits_and_what_is_shared()
    {
        var view = LedgerText.Read($"{Own} / {Theirs} / +60 min Private of 2 / group 1 of 2").View;
        long[] UsableBy(long member) => [.. view.InReachOf(member)
            .Where(credit => view.SharingOf(member, LedgerText.Now).Allows(credit.Terms)).Select(credit => credit.Terms.Id).Order()];

        Assert.Equal([1, 2], UsableBy(1));
        Assert.Equal([2, 3], UsableBy(2));
        Assert.Empty(UsableBy(3));
    }

    [Fact]
    public void A_reversed_use_does_not_count()
    {
        var ledger = LedgerText.Read($"{Theirs} / -120 on 2026-02-10 by 1 / +120 on 2026-02-10 / group 1 of 2 cap Time:120:Month");
        var act = new UsageCommand("key", Actor.User(7)) { MemberId = 1, Amount = 120, Kind = BenefitKind.Time };
        Assert.IsType<Refusal>(act.Decide(ledger.View, new LedgerRules(), LedgerText.Now));

        ledger.View.RemoveSharedUse(1);

        Assert.IsType<Draft>(act.Decide(ledger.View, new LedgerRules(), LedgerText.Now));
    }
}

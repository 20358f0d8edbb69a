using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Tests.Notation;

namespace CreditLedger.Ledger.Tests.Commands;

/// <summary>R14 and R15: a usage over time credits of several steps. The site's interval is 15 min.</summary>
public sealed class UsageStepsTests
{
    private const string Steps = "+15 min Quarter / +120 min Hour step 60";

    [Theory]
    [InlineData(Steps, "use 120 of Time", "#2 -120")]
    [InlineData(Steps, "use 75 of Time", "#1 -15, #2 -60")]
    [InlineData(Steps, "use 135 of Time", "#1 -15, #2 -120")]
    [InlineData("+30 min Quarter / +60 min Hour step 60 / +90 min Lesson step 45", "use 105 of Time", "#1 -15, #3 -90")]
    [InlineData("+120 min Hour step 60 / +60 min Short step 5", "use 65 of Time", "#1 -60, #2 -5")]
    [InlineData("+300 min Short step 5", "use 20 of Time", "#1 -20")]
    [InlineData("+300 min Hour step 60 / -230 on 2026-02-01 / +60 min Quarter", "use 75 of Time", "#1 -60, #2 -15")]
    [InlineData("+15 min Quarter / +120 min Hour step 60 of 2 shared yes / group 1 of 2 cap Time:60:Month", "use 60 of Time", "#2 -60")]
    [InlineData("+15 min Quarter / +120 min Hour step 60 of 2 shared yes / group 1 of 2 first yes", "use 75 of Time", "#2 -60, #1 -15")]
    public void The_exact_amount_is_drawn_in_whole_steps_of_each_credit(string ledger, string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome(ledger, act));

    [Theory]
    [InlineData(Steps, "use 105 of Time", "NotAWholeStep short 30 next 120: #1 NotEnough 15, #2 NotAWholeStep 60")]
    [InlineData(Steps, "use 30 of Time", "NotAWholeStep short 15 next 60: #1 NotEnough 15, #2 NotAWholeStep")]
    [InlineData(Steps, "use 150 of Time", "NotEnough short 15: #1 NotEnough 15, #2 NotEnough 120")]
    [InlineData("+300 min Quarter", "use 20 of Time", "NotAWholeStep short 5 next 30: #1 NotAWholeStep 15")]
    [InlineData("+60 min Quarter", "use 65 of Time", "NotEnough short 5: #1 NotEnough 60")]
    [InlineData("+60 min Quarter / -50 on 2026-02-01", "use 15 of Time", "NotEnough short 15: #1 NotAWholeStep")]
    [InlineData("+60 min Old expires 2026-02-01 / +300 min Quarter", "use 20 of Time",
        "NotAWholeStep short 5 next 30: #1 Expired, #2 NotAWholeStep 15")]
    [InlineData("+60 min Old expires 2026-02-01", "use 20 of Time", "NotEnough short 20: #1 Expired")]
    [InlineData("+15 min Quarter / +120 min Hour step 60 of 2 shared yes / group 1 of 2 cap Time:100:Month", "use 120 of Time",
        "NotEnough short 45: #1 NotEnough 15, #2 CapReached 60")]
    [InlineData("+15 min Quarter / +120 min Hour step 60 of 2 shared yes / group 1 of 2 cap Time:100:Month", "use 30 of Time",
        "NotAWholeStep short 15 next 60: #1 NotEnough 15, #2 NotAWholeStep")]
    [InlineData("+15 min Quarter / +120 min Hour step 60 / -60 on 2026-02-10", "use 120 of Time on 2026-02-05",
        "NotEnough short 45: #1 NotEnough 15, #2 NotHeldSince 60")]
    public void What_no_draw_takes_says_what_can_be_drawn_and_why_each_credit_gives_no_more(string ledger, string act, string outcome) =>
        Assert.Equal(outcome, CommandText.Outcome(ledger, act));

    [Theory]
    [InlineData(Steps, "use 105 of Time", "1 h 45 min is not made up of whole steps of these credits. Use 1 h 15 min or 2 h.")]
    [InlineData("+120 min Hour step 60 / +45 min Lesson step 45", "use 30 of Time",
        "30 min is not made up of whole steps of these credits. Use 45 min.")]
    [InlineData(Steps, "use 150 of Time", "Short by 15 min: 2 h 15 min of 2 h 30 min is available.")]
    [InlineData("+120 min Hour step 60", "use 90 of Time", "Time moves in steps of 60 min: 90 is not a whole step. Use 60 or 120.")]
    [InlineData("+120 min Hour step 60", "use 130 of Time", "Short by 10 min: 2 h of 2 h 10 min is available.")]
    [InlineData("+30 min Quarter of 2 shared yes / -15 on 2026-02-10 by 1 / +120 min Hour step 60 / group 1 of 2 cap Time:15:Month",
        "use 90 of Time", "Time moves in steps of 60 min: 90 is not a whole step. Use 60 or 120. " +
            "Ada Brown may use 15 min of Acme Ltd's time credits per month; nothing is left until 1 Mar.")]
    public void The_sentence_names_the_nearest_amounts_that_can_be_drawn(string ledger, string act, string sentence) =>
        Assert.Equal(sentence, Assert.IsType<Refusal>(CommandText.Decide(ledger, act)).Message);

    [Fact]
    public void More_than_a_million_minutes_at_once_are_refused()
    {
        const string Ledger = "+2000000 min Quarter / +2000000 GBP Wallet";

        Assert.Equal("#1 -999990", CommandText.Outcome(Ledger, "use 999990 of Time"));
        Assert.Equal("#2 -1000001", CommandText.Outcome(Ledger, "use 1000001 of Money"));
        Assert.Equal("At most 1,000,000 min can be used at once.",
            Assert.IsType<Refusal>(CommandText.Decide(Ledger, "use 1000005 of Time")).Message);
    }
}

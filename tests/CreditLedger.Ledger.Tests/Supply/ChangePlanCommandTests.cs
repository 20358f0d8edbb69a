using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;
using static CreditLedger.Ledger.Tests.Supply.SupplyRun;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>Changing the plan of a membership: one ends, another follows (R28).</summary>
public sealed class ChangePlanCommandTests
{
    private static readonly DateOnly March = new(2026, 3, 1);

    [Theory]
    [InlineData("unknown", RefusalReason.NotFound, RefusedField.Whole, "There is no such membership.")]
    [InlineData("same plan", RefusalReason.Invalid, RefusedField.Plan, "The member is on this plan already.")]
    [InlineData("no plan", RefusalReason.NotFound, RefusedField.Plan, "There is no such plan.")]
    [InlineData("archived", RefusalReason.Invalid, RefusedField.Plan, "This plan is archived.")]
    [InlineData("empty", RefusalReason.Invalid, RefusedField.Plan, "This plan has no line that grants anything")]
    [InlineData("ended", RefusalReason.Invalid, RefusedField.Whole, "This membership has ended already.")]
    [InlineData("ends then", RefusalReason.Invalid, RefusedField.EndsOn, "This membership ends after 31 Mar 2026 already.")]
    [InlineData("revokes later", RefusalReason.Invalid, RefusedField.Whole, "What remains is revoked only when the membership ends now;")]
    [InlineData("no reason", RefusalReason.Invalid, RefusedField.Text, "Give a reason of 1 to 500 characters;")]
    [InlineData("long note", RefusalReason.Invalid, RefusedField.InternalNote, "An internal note has at most 500 characters.")]
    public void What_cannot_be_is_refused(string what, RefusalReason reason, RefusedField field, string message)
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March, what == "ends then" ? new DateOnly(2026, 3, 31) : null);
        if (what == "ended") run.Done(run.End(id, MembershipEnd.Now));
        var change = run.Change(id, Large, MembershipEnd.Now, revoke: true);
        var refusal = run.Refused(what switch
        {
            "unknown" => change with { MembershipId = 99 },
            "same plan" => change with { PlanId = Small },
            "no plan" => change with { PlanId = 99 },
            "archived" => change with { PlanId = Archived },
            "empty" => change with { PlanId = Empty },
            "ends then" => change with { When = MembershipEnd.AtPeriodEnd, Revoke = false },
            "revokes later" => change with { When = MembershipEnd.AtPeriodEnd },
            "no reason" => change with { Description = null },
            "long note" => change with { InternalNote = new string('x', 501) },
            _ => change,
        });
        Assert.Equal((reason, field), (refusal.Reason, refusal.Field));
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_now_revokes_and_grants_and_tells_of_both()
    {
        var run = new SupplyRun();
        var old = run.Assigned(Small, March);
        run.Use(1, 3);
        var done = run.Done(run.Change(old, Large, MembershipEnd.Now, revoke: true));
        var effect = Assert.IsType<EndingEffect>(done.Effect);
        Assert.Equal((run.Now, 2), (effect.EndsAt, done.Others));
        Assert.Equal([7L], effect.Remaining.Select(credit => credit.Amount));
        Assert.Equal(
            ["Tickets 50 from 2026-03-15 True", "Room 60 from 2026-03-15 True"],
            effect.Grants.Select(line => (line.Benefit.Name, line.Periods[0].Forecast.Period, line.Periods[0].HasBegun)).Select(first =>
                $"{first.Name} {first.Period.Terms.Amount} from {first.Period.FirstDay:yyyy-MM-dd} {first.HasBegun}"));
        Assert.Equal([0L, 50, 60], run.Balances());
        Assert.Equal("moved up", run.Posting!.Description);
        var next = run.Membership(done.Id);
        Assert.Equal((Large, Today, old, null), (next.PlanId, next.StartsOn, next.FollowsId, next.EndsAt));
        Assert.Equal(run.Now, run.Membership(old).EndsAt);
    }

    [Fact]
    public void A_change_at_the_next_period_lets_the_period_run_and_issues_nothing_yet()
    {
        var run = new SupplyRun();
        var old = run.Assigned(Small, March);
        var done = run.Done(run.Change(old, Large, MembershipEnd.AtPeriodEnd));
        var effect = Assert.IsType<EndingEffect>(done.Effect);
        Assert.Equal((London.StartOf(new DateOnly(2026, 4, 1)), 0), (effect.EndsAt, done.Others));
        Assert.All(effect.Grants, line => Assert.Equal(new DateOnly(2026, 4, 1), line.Periods[0].Forecast.Period.FirstDay));
        Assert.Equal([10L], run.Balances());
        Assert.Equal("21: 0 on 2026-04-01, 22: 0 on 2026-04-01", run.Standing(done.Id));
        Assert.Null(run.Posting);
    }

    [Fact]
    public void One_that_never_began_makes_room_on_its_first_day()
    {
        var run = new SupplyRun();
        var old = run.Assigned(Small, Today.AddDays(5));
        var done = run.Done(run.Change(old, Large, MembershipEnd.Now, revoke: true));
        Assert.Equal(Today.AddDays(5), run.Membership(done.Id).StartsOn);
        Assert.Equal("11: never", run.Standing(old));
        Assert.Empty(run.Balances());
    }

    [Theory]
    [InlineData(MembershipEnd.Now, "2026-03-15")]
    [InlineData(MembershipEnd.AtPeriodEnd, "2026-04-01")]
    public void The_agreed_last_day_holds_for_the_new_membership_whatever_end_was_requested(MembershipEnd when, string startsOn)
    {
        var run = new SupplyRun();
        var old = run.Assigned(Small, March, new DateOnly(2026, 6, 14));
        var agreed = run.Membership(old).EndsAt;
        run.Done(run.End(old, MembershipEnd.OnDay) with { LastDay = new DateOnly(2026, 5, 2) });
        var done = run.Done(run.Change(old, Large, when));
        var next = run.Membership(done.Id);
        Assert.Equal((agreed, agreed, startsOn), (next.EndsAt, next.AgreedEndsAt, $"{next.StartsOn:yyyy-MM-dd}"));
        Assert.Equal(agreed, run.Membership(old).AgreedEndsAt);
        Assert.Equal(agreed, Assert.IsType<EndingEffect>(done.Effect).AgreedEndsAt);
        run.Now = agreed!.Value.AddDays(1);
        Assert.Equal("This membership has ended already.", run.Refused(run.End(done.Id, MembershipEnd.Now)).Message);
    }

    [Fact]
    public void A_reason_is_asked_for_only_when_something_is_revoked()
    {
        var run = new SupplyRun();
        var old = run.Assigned(Small, March);
        run.Use(1, 10);
        run.Done(run.Change(old, Large, MembershipEnd.Now, revoke: true) with { Description = null });
    }

    [Fact]
    public void A_plan_that_another_membership_is_on_must_be_confirmed()
    {
        var run = new SupplyRun();
        run.Assigned(Large, March);
        var change = run.Change(run.Assigned(Small, March), Large, MembershipEnd.AtPeriodEnd);
        Assert.Equal(
            ["The member is on Large in this time already (From 1 Mar 2026, until it is ended). Both would grant."],
            Assert.IsType<NeedsConfirmation>(run.Run(change)).Warnings);
        run.Done(change with { Overlap = true });
        Assert.Equal(change.RequestHash(), (change with { Overlap = true }).RequestHash());
    }
}

using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Tests.Notation;
using static CreditLedger.Ledger.Tests.Supply.SupplyRun;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>Putting a member on a plan: what is refused, what must be confirmed, what it makes (R25).</summary>
public sealed class AssignPlanCommandTests
{
    [Theory]
    [InlineData(Small, "2016-03-14", null, 1, RefusalReason.BadDate, RefusedField.StartsOn, "The start lies more than 10 years back.")]
    [InlineData(Small, "2031-03-16", null, 1, RefusalReason.BadDate, RefusedField.StartsOn, "The start lies more than 5 years ahead.")]
    [InlineData(Small, "2026-03-15", "2026-03-14", 1, RefusalReason.BadDate, RefusedField.EndsOn, "The last day lies before the first.")]
    [InlineData(99, "2026-03-15", null, 1, RefusalReason.NotFound, RefusedField.Plan, "There is no such plan.")]
    [InlineData(Archived, "2026-03-15", null, 1, RefusalReason.Invalid, RefusedField.Plan, "This plan is archived.")]
    [InlineData(Empty, "2026-03-15", null, 1, RefusalReason.Invalid, RefusedField.Plan, "This plan has no line that grants anything")]
    public void What_cannot_be_is_refused(
        long plan, string startsOn, string? lastDay, long member, RefusalReason reason, RefusedField field, string message)
    {
        var run = new SupplyRun();
        var refusal = run.Refused(run.Assign(plan, Day(startsOn), lastDay is null ? null : Day(lastDay), member));
        Assert.Equal((reason, field), (refusal.Reason, refusal.Field));
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(run.Rows<MembershipRow>());
    }

    [Theory]
    [InlineData("2016-03-15", 1)]
    [InlineData("2031-03-15", 1)]
    [InlineData("2026-03-15", 2)]
    public void The_first_and_the_last_possible_day_and_a_suspended_member_are_accepted(string startsOn, long member)
    {
        var run = new SupplyRun();
        run.Done(run.Assign(Small, Day(startsOn), member: member) with { DespiteStatus = true });
    }

    [Theory]
    [InlineData("2026-01-31", null, 2, "11: 2 on 2026-03-31")]
    [InlineData("2026-03-15", null, 1, "11: 1 on 2026-04-15")]
    [InlineData("2026-03-16", null, 0, "11: 0 on 2026-03-16")]
    [InlineData("2026-01-10", "2026-03-09", 2, "11: never")]
    [InlineData("2026-01-10", "2026-03-10", 3, "11: never")]
    public void What_has_begun_is_issued_and_the_lines_stand_at_what_comes_next(
        string startsOn, string? lastDay, int issued, string standing)
    {
        var run = new SupplyRun();
        var done = run.Done(run.Assign(Small, Day(startsOn), lastDay is null ? null : Day(lastDay)));
        Assert.Equal((issued, standing), (done.Others, run.Standing(done.Id)));
        Assert.Equal(Enumerable.Repeat(10L, issued), run.Balances());
        var membership = run.Membership(done.Id);
        Assert.Equal((Member, Small, Day(startsOn)), (membership.MemberId, membership.PlanId, membership.StartsOn));
        Assert.Equal((lastDay is null ? null : London.EndOf(Day(lastDay)), run.Now), (membership.EndsAt, membership.CreatedAt));
    }

    // On Small already, from 1 March: until a day, or without an end.
    [Theory]
    [InlineData(null, "2026-03-15", null, true)]
    [InlineData(null, "2026-01-01", null, true)]
    [InlineData(null, "2026-01-01", "2026-02-28", false)]
    [InlineData(null, "2026-01-01", "2026-03-01", true)]
    [InlineData("2026-03-20", "2026-03-20", null, true)]
    [InlineData("2026-03-20", "2026-03-21", null, false)]
    public void A_second_membership_of_the_plan_at_the_same_time_must_be_confirmed(
        string? until, string startsOn, string? lastDay, bool warns)
    {
        var run = new SupplyRun();
        run.Assigned(Small, new DateOnly(2026, 3, 1), until is null ? null : Day(until));
        var assign = run.Assign(Small, Day(startsOn), lastDay is null ? null : Day(lastDay));
        if (!warns)
        {
            run.Done(assign);
            return;
        }

        var span = until is null ? ", until it is ended" : " until the end of 20 Mar 2026";
        Assert.Equal(
            [$"The member is on Small in this time already (From 1 Mar 2026{span}). Both would grant."],
            Assert.IsType<NeedsConfirmation>(run.Run(assign)).Warnings);
        Assert.Single(run.Rows<MembershipRow>());
        run.Done(assign with { Overlap = true });
        Assert.Equal(2, run.Rows<MembershipRow>().Count());
    }

    [Fact]
    public void Another_plan_another_member_and_one_that_was_ended_before_it_began_are_no_overlap()
    {
        var run = new SupplyRun();
        run.Assigned(Large, new DateOnly(2026, 3, 1));
        run.Done(run.Assign(Small, Today, member: 2) with { DespiteStatus = true });
        var never = run.Assigned(Small, Today.AddDays(7));
        run.Done(run.End(never, MembershipEnd.Now));
        run.Done(run.Assign(Small, Today));
    }

    [Fact]
    public void The_effect_tells_of_each_line_what_is_issued_now_what_comes_next_and_what_rolls_over()
    {
        var run = new SupplyRun(rollover: new RolloverRule(0, 4));
        var done = run.Done(run.Assign(Small, new DateOnly(2026, 1, 31)));
        var line = Assert.Single(Assert.IsType<IReadOnlyList<LineOutlook>>(done.Effect, exactMatch: false));
        Assert.Equal(("Tickets", Period.Month, 2, false), (line.Benefit.Name, line.Period, line.Begun, line.IsCut));
        Assert.Equal(
            ["2026-01-31 10 + 0 True", "2026-02-28 10 + 4 True", "2026-03-31 10 + 4 False"],
            line.Periods.Select(at =>
                $"{at.Forecast.Period.FirstDay:yyyy-MM-dd} {at.Forecast.Period.Terms.Amount} + {at.Forecast.RolledOver} {at.HasBegun}"));
    }

    [Theory]
    [InlineData("2025-04-15", null, 12, 12, true)]
    [InlineData("2025-05-15", null, 11, 12, false)]
    [InlineData("2025-04-15", "2026-04-14", 12, 12, false)]
    [InlineData("2020-03-15", null, 73, 12, true)]
    public void Of_many_periods_the_latest_are_told(string startsOn, string? lastDay, int begun, int told, bool isCut)
    {
        var run = new SupplyRun();
        var done = run.Done(run.Assign(Small, Day(startsOn), lastDay is null ? null : Day(lastDay)));
        var line = ((IReadOnlyList<LineOutlook>)done.Effect!)[0];
        Assert.Equal((begun, told, isCut), (line.Begun, line.Periods.Count, line.IsCut));
        Assert.Equal(begun, done.Others);
    }

    [Fact]
    public void The_content_is_member_plan_and_days()
    {
        var assign = new AssignPlanCommand("key", Actor.User(1)) { MemberId = 1, PlanId = 1, StartsOn = Today };
        AssignPlanCommand[] others =
        [
            assign, assign with { MemberId = 2 }, assign with { PlanId = 2 }, assign with { StartsOn = Today.AddDays(1) },
            assign with { LastDay = Today },
        ];
        Assert.Equal(others.Length, others.Select(other => Convert.ToHexString(other.RequestHash())).Distinct().Count());
        Assert.Equal(assign.RequestHash(), (assign with { IdempotencyKey = "other", Overlap = true }).RequestHash());
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}

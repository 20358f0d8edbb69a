using System.Globalization;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using FsCheck.Fluent;
using static CreditLedger.Ledger.Tests.Supply.SupplyRun;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>Pausing a membership, resuming it, and taking a pause back (R46). It is noon of 15 March 2026.</summary>
public sealed class PauseCommandTests
{
    private static readonly DateOnly March = new(2026, 3, 1);

    [Theory]
    [InlineData("unknown", RefusedField.Whole, "There is no such membership.")]
    [InlineData("ended", RefusedField.Whole, "This membership has ended already.")]
    [InlineData("before", RefusedField.StartsOn, "The membership begins on 1 Mar 2026.")]
    [InlineData("after", RefusedField.StartsOn, "The membership ends after 14 Jun 2026. Choose that day or an earlier one.")]
    [InlineData("far", RefusedField.StartsOn, "The pause begins more than 5 years ahead.")]
    [InlineData("backwards", RefusedField.LastDay, "The last day of the pause is before its first.")]
    [InlineData("long", RefusedField.LastDay, "A pause with a last day lasts 10 years at most.")]
    [InlineData("overlap", RefusedField.StartsOn, "The membership is paused from 1 May 2026 to 31 May 2026 already.")]
    [InlineData("no reason", RefusedField.Text, "Give a reason of 1 to 500 characters;")]
    [InlineData("long reason", RefusedField.Text, "A description has at most 500 characters.")]
    public void What_cannot_be_is_refused(string what, RefusedField field, string message)
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March, what is "after" ? new DateOnly(2026, 6, 14) : null);
        if (what == "ended") run.Done(run.End(id, MembershipEnd.Now));
        if (what == "overlap") run.Done(run.Pause(id, "2026-05-01", "2026-05-31"));
        var pause = run.Pause(id, "2026-04-20", "2026-05-01");
        var refusal = run.Refused(what switch
        {
            "unknown" => pause with { MembershipId = 99 },
            "before" => pause with { FromDay = new DateOnly(2026, 2, 28) },
            "after" => pause with { FromDay = new DateOnly(2026, 6, 15), UntilDay = null },
            "far" => pause with { FromDay = new DateOnly(2031, 3, 16), UntilDay = null },
            "backwards" => pause with { UntilDay = new DateOnly(2026, 4, 19) },
            "long" => pause with { UntilDay = new DateOnly(2036, 4, 21) },
            "no reason" => pause with { Description = null },
            "long reason" => pause with { Description = new string('x', 501) },
            _ => pause,
        });
        Assert.Equal(field, refusal.Field);
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-20", "2026-04-10", true, "11: 1 on 2026-04-11")]
    [InlineData("2026-03-20", "2026-04-10", false, "11: 1 on 2026-05-01")]
    [InlineData("2026-03-20", "2026-04-30", true, "11: 1 on 2026-05-01")]
    [InlineData("2026-03-20", null, true, "11: never")]
    [InlineData("2026-04-02", "2026-04-10", true, "11: 1 on 2026-04-01")]
    public void A_line_stands_where_the_pause_leaves_it(string from, string? until, bool issuesLate, string standing)
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        Assert.Equal(id, run.Done(run.Pause(id, from, until) with { IssuesLate = issuesLate }).Id);
        Assert.Equal((standing, 1), (run.Standing(id), run.Membership(id).PauseCount));
        Assert.Equal([10], run.Balances());
    }

    [Fact]
    public void What_is_held_back_is_told_period_by_period()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Large, March);
        var effect = Effect(run.Done(run.Pause(id, "2026-03-27", "2026-04-10")));
        Assert.Equal(
            ["Room 2026-03-29 not", "Tickets 2026-04-01 on 2026-04-11", "Room 2026-04-05 on 2026-04-11"],
            effect.Held.Select(held => string.Create(CultureInfo.InvariantCulture,
                $"{held.Benefit.Name} {held.Period.FirstDay:yyyy-MM-dd} " +
                $"{(held.Given is { } given ? $"on {given.StartsOn:yyyy-MM-dd}" : "not")}")));
        Assert.Empty(Effect(run.Done(run.Pause(id, "2026-06-02", null))).Held);
    }

    [Fact]
    public void What_is_due_is_issued_before_a_pause_that_is_dated_back()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        run.Now = Noon(2026, 4, 5);
        Assert.Equal(1, run.Done(run.Pause(id, "2026-03-20", "2026-04-10")).Others);
        Assert.Equal([10, 10], run.Balances());
        Assert.Equal("11: 2 on 2026-05-01", run.Standing(id));
    }

    [Fact]
    public void Resumed_today_a_period_that_still_runs_is_given_at_once()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        run.Done(run.Pause(id, "2026-03-20", null));
        run.Now = Noon(2026, 5, 10);
        Assert.Equal(0, run.Done(run.Resume(id, 1, "2026-05-20")).Others);
        Assert.Equal("11: 1 on 2026-05-20", run.Standing(id));
        var done = run.Done(run.Resume(id, 1, "2026-05-10"));
        Assert.Equal((1, "11: 3 on 2026-06-01"), (done.Others, run.Standing(id)));

        // Nothing is given for April, which is over; nothing rolls over from it either.
        var credit = run.Credits[^1].Terms;
        Assert.Equal(
            (London.StartOf(new DateOnly(2026, 5, 10)), London.StartOf(new DateOnly(2026, 6, 1))), (credit.StartsAt, credit.ExpiresAt));
        Assert.Equal(2, run.Credits.Count);
        Assert.Equal(
            "This pause ended after 9 May 2026. Record another one instead.", run.Refused(run.Resume(id, 1, "2026-05-12")).Message);
    }

    [Fact]
    public void What_remained_before_a_pause_rolls_over_into_the_period_that_is_given_after_it()
    {
        var run = new SupplyRun(rollover: new RolloverRule(0, null));
        var id = run.Assigned(Small, March);
        run.Done(run.Pause(id, "2026-03-20", null));
        run.Use(1, 4);
        run.Now = Noon(2026, 4, 10);
        run.Done(run.Resume(id, 1, "2026-04-10"));
        Assert.Equal([0, 6, 10], run.Balances());
        Assert.All(run.Credits.Skip(1), credit => Assert.Equal(new DateOnly(2026, 4, 10), London.DayOf(credit.Terms.StartsAt)));
    }

    [Fact]
    public void A_pause_that_has_not_begun_is_taken_back_and_the_lines_stand_as_before()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Large, March, new DateOnly(2026, 9, 30));
        var (standing, membership) = (run.Standing(id), run.Membership(id));
        run.Done(run.Pause(id, "2026-03-20", "2026-06-10") with { IssuesLate = false, Extends = true, MovesEnd = true });
        Assert.NotEqual(standing, run.Standing(id));
        var effect = Effect(run.Done(run.Resume(id, 1, "2026-03-20")));
        Assert.Equal((-83, run.Now, null), (effect.MovedDays, effect.Pause.TakenBackAt!.Value, effect.Pause.ExtendAt));
        Assert.Equal((standing, membership with { PauseCount = 1 }), (run.Standing(id), run.Membership(id)));
        Assert.Equal(RefusalReason.NotFound, run.Refused(run.Resume(id, 1, "2026-03-20")).Reason);
        run.Done(run.Pause(id, "2026-03-20", "2026-03-25"));
        Assert.Equal([1, 2], run.Rows<MembershipPauseRow>().Select(row => row.Number));
    }

    [Theory]
    [InlineData(2, "2026-03-12", "There is no such pause.")]
    [InlineData(1, "2026-03-10", "The pause began on 10 Mar 2026. Choose a later day.")]
    [InlineData(1, "2026-05-02", "The membership is paused from 1 May 2026 to 3 May 2026 already. Choose other days.")]
    public void A_day_that_cannot_be_is_refused(int number, string onDay, string message)
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        run.Done(run.Pause(id, "2026-03-10", null) with { UntilDay = new DateOnly(2026, 4, 10) });
        if (number == 1) run.Done(run.Pause(id, "2026-05-01", "2026-05-03"));
        Assert.Equal(message, run.Refused(run.Resume(id, number, onDay)).Message);
        Assert.False(run.Done(run.Resume(id, 1, "2026-04-11")).Changed);
    }

    [Theory]
    [InlineData("2026-03-20", "2026-03-29", null, "2026-10-10", 10)]
    [InlineData("2026-03-20", null, "2026-03-30", "2026-10-10", 10)]
    [InlineData("2026-03-20", "2026-04-20", "2026-03-30", "2026-10-10", -22)]
    [InlineData("2026-03-20", null, null, "2026-09-30", 0)]
    public void The_agreed_last_day_moves_by_the_paused_days(string from, string? until, string? resumedOn, string agreed, int movedDays)
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March, new DateOnly(2026, 9, 30));
        var effect = Effect(run.Done(run.Pause(id, from, until) with { MovesEnd = true }));
        if (resumedOn is not null) effect = Effect(run.Done(run.Resume(id, 1, resumedOn)));
        Assert.Equal(movedDays, effect.MovedDays);
        Assert.Equal(agreed, $"{London.LastUsable(run.Membership(id).AgreedEndsAt!.Value).Day:yyyy-MM-dd}");
        Assert.Equal(run.Membership(id).AgreedEndsAt, run.Membership(id).EndsAt);
    }

    [Fact]
    public void An_end_that_was_asked_for_stays_and_one_agreed_that_came_in_an_open_pause_moves_when_it_is_resumed()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March, new DateOnly(2026, 4, 30));
        run.Done(run.Pause(id, "2026-04-20", null) with { MovesEnd = true });
        run.Now = Noon(2026, 5, 10);

        // April began before the pause; May begins in it, and the membership lasts long enough now.
        Assert.Equal(2, run.Done(run.Resume(id, 1, "2026-05-10")).Others);
        Assert.Equal("2026-05-20", $"{London.LastUsable(run.Membership(id).EndsAt!.Value).Day:yyyy-MM-dd}");

        var other = run.Assigned(Small, new DateOnly(2026, 5, 1), new DateOnly(2026, 8, 31));
        run.Done(run.End(other, MembershipEnd.AtPeriodEnd));
        run.Done(run.Pause(other, "2026-05-12", "2026-05-20") with { MovesEnd = true });
        Assert.Equal(
            (new DateOnly(2026, 5, 31), new DateOnly(2026, 9, 9)),
            (London.LastUsable(run.Membership(other).EndsAt!.Value).Day, London.LastUsable(run.Membership(other).AgreedEndsAt!.Value).Day));
    }

    [Fact]
    public void What_remains_is_extended_once_by_the_paused_days_within_each_life()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        run.Done(run.Pause(id, "2026-03-20", null) with { Extends = true });
        run.Use(1, 4);
        run.Now = Noon(2026, 4, 10);
        var done = run.Done(run.Resume(id, 1, "2026-04-10"));

        // The period of April, and the twelve days of March that were paused: 1 to 12 April.
        Assert.Equal(2, done.Others);
        Assert.Equal([0, 10, 6], run.Balances());
        var extended = run.Credits[^1].Terms;
        Assert.Equal((CreditSource.Extension, London.EndOf(new DateOnly(2026, 4, 12))), (extended.Row.Source, extended.ExpiresAt));
        Assert.Equal("Extended by the pause of 20 Mar 2026 to 9 Apr 2026", extended.Row.Description);
        Assert.Null(run.Rows<MembershipPauseRow>().Single().ExtendAt);
        Assert.False(run.Done(new ExtendByPauseCommand(id, 1, Actor.Job(JobName.Issuing))).Changed);
    }

    [Theory]
    [InlineData("ended", "2026-03-27")]
    [InlineData("still paused", "2026-03-25")]
    public void Nothing_is_extended_where_the_membership_ended_before_or_the_pause_lasts(string what, string today)
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        run.Done(run.Pause(id, "2026-03-16", "2026-03-26") with { Extends = true });
        if (what == "ended") run.Done(run.End(id, MembershipEnd.Now));
        run.Now = London.StartOf(DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        Assert.Empty(run.Done(new ExtendByPauseCommand(id, 1, Actor.Job(JobName.Issuing))).Entries);
        Assert.Equal([10], run.Balances());
        Assert.Equal(what == "ended", run.Rows<MembershipPauseRow>().Single().ExtendAt is null);
    }

    [Fact]
    public void A_change_of_plan_takes_the_pause_along()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March, new DateOnly(2026, 9, 30));
        run.Done(run.Pause(id, "2026-03-10", null) with { MovesEnd = true });
        var next = run.Done(run.Change(id, Large, MembershipEnd.Now)).Id;
        Assert.Equal("21: never, 22: never", run.Standing(next));
        Assert.Equal(new DateOnly(2026, 10, 5), London.LastUsable(run.Membership(next).AgreedEndsAt!.Value).Day);
        run.Now = Noon(2026, 3, 20);
        Assert.Equal(2, run.Done(run.Resume(next, 1, "2026-03-20")).Others);
        Assert.Equal(new DateOnly(2026, 10, 10), London.LastUsable(run.Membership(next).AgreedEndsAt!.Value).Day);
        Assert.Equal("This membership has ended already.", run.Refused(run.Resume(id, 1, "2026-03-20")).Message);
    }

    [Fact]
    public void However_a_pause_is_changed_the_lines_stand_as_if_it_had_been_recorded_so() => Seeded.Check(
        from until in Gen.Choose(-1, 90)
        from late in Gen.Choose(0, 1)
        from changes in Gen.ListOf(Gen.Choose(1, 90), 4)
        select (Until: until, IsLate: late == 1, Changes: changes.ToList()),
        sample =>
        {
            var (run, alike, from) = (new SupplyRun(), new SupplyRun(), Today.AddDays(5));
            var (id, fresh) = (run.Assigned(Large, March, Today.AddDays(150)), alike.Assigned(Large, March, Today.AddDays(150)));
            DateOnly? until = sample.Until < 0 ? null : from.AddDays(sample.Until);
            run.Done(PauseOf(run, id, until));
            foreach (var days in sample.Changes)
            {
                run.Done(run.Resume(id, 1, $"{from.AddDays(days):yyyy-MM-dd}"));
                until = from.AddDays(days - 1);
            }

            alike.Done(PauseOf(alike, fresh, until));
            Assert.Equal(alike.Standing(fresh), run.Standing(id));
            Assert.Equal(alike.Membership(fresh), run.Membership(id));
            Assert.Equal(alike.Rows<MembershipPauseRow>(), run.Rows<MembershipPauseRow>());

            PauseMembershipCommand PauseOf(SupplyRun one, long membership, DateOnly? last) => one.Pause(membership, "2026-03-20", null) with
            { UntilDay = last, IssuesLate = sample.IsLate, MovesEnd = true, Extends = true };
        }, count: 200);

    private static DateTime Noon(int year, int month, int day) => new(year, month, day, 12, 0, 0, DateTimeKind.Utc);

    private static PauseEffect Effect(Done done) => Assert.IsType<PauseEffect>(done.Effect);
}

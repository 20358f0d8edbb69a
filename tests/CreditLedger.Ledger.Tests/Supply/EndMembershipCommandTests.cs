using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using FsCheck.Fluent;
using static CreditLedger.Ledger.Tests.Supply.SupplyRun;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>Ending a membership, and taking an end back (R28).</summary>
public sealed class EndMembershipCommandTests
{
    private static readonly DateOnly March = new(2026, 3, 1);

    [Theory]
    [InlineData("unknown", RefusalReason.NotFound, RefusedField.Whole, "There is no such membership.")]
    [InlineData("ended", RefusalReason.Invalid, RefusedField.Whole, "This membership has ended already.")]
    [InlineData("ends then", RefusalReason.Invalid, RefusedField.EndsOn, "This membership ends after 31 Mar 2026 already.")]
    [InlineData("revokes later", RefusalReason.Invalid, RefusedField.Whole, "What remains is revoked only when the membership ends now;")]
    [InlineData("no reason", RefusalReason.Invalid, RefusedField.Text, "Give a reason of 1 to 500 characters;")]
    [InlineData("long reason", RefusalReason.Invalid, RefusedField.Text, "A description has at most 500 characters.")]
    [InlineData("long note", RefusalReason.Invalid, RefusedField.InternalNote, "An internal note has at most 500 characters.")]
    public void What_cannot_be_is_refused(string what, RefusalReason reason, RefusedField field, string message)
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March, what == "ends then" ? new DateOnly(2026, 3, 31) : null);
        if (what == "ended") run.Done(run.End(id, MembershipEnd.Now));
        var end = run.End(id, MembershipEnd.Now, revoke: true);
        var refusal = run.Refused(what switch
        {
            "unknown" => end with { MembershipId = 99 },
            "ends then" => end with { When = MembershipEnd.AtPeriodEnd, Revoke = false },
            "revokes later" => end with { When = MembershipEnd.AtPeriodEnd },
            "no reason" => end with { Description = " " },
            "long reason" => end with { Description = new string('x', 501) },
            "long note" => end with { InternalNote = new string('x', 501) },
            _ => end,
        });
        Assert.Equal((reason, field), (refusal.Reason, refusal.Field));
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Small, "2026-03-01", MembershipEnd.AtPeriodEnd, "2026-03-31 23:00", "11: never")]
    [InlineData(Small, "2026-03-01", MembershipEnd.Now, "2026-03-15 12:00", "11: never")]
    [InlineData(Small, "2026-03-20", MembershipEnd.Now, "2026-03-20 00:00", "11: never")]
    [InlineData(Small, "2026-03-20", MembershipEnd.AtPeriodEnd, "2026-03-20 00:00", "11: never")]
    [InlineData(Large, "2026-03-01", MembershipEnd.AtPeriodEnd, "2026-03-31 23:00", "21: never, 22: 3 on 2026-03-22")]
    public void It_ends_when_it_says_and_nothing_more_is_granted_after_that(
        long plan, string startsOn, MembershipEnd when, string endsAt, string standing)
    {
        var run = new SupplyRun();
        var id = run.Assigned(plan, DateOnly.ParseExact(startsOn, "yyyy-MM-dd", null));
        var done = run.Done(run.End(id, when));
        Assert.Equal(endsAt, $"{run.Membership(id).EndsAt:yyyy-MM-dd HH:mm}");
        Assert.Equal((id, run.Membership(id).EndsAt), (done.Id, Effect(done).EndsAt));
        Assert.Equal(standing, run.Standing(id));
        Assert.Null(run.Posting);
    }

    [Theory]
    [InlineData("2026-03-15", "2026-03-16 00:00", "")]
    [InlineData("2026-03-31", "2026-03-31 23:00", "")]
    [InlineData("2026-04-12", "2026-04-12 23:00", "")]
    [InlineData("2026-03-14", "", "This day is over. Choose a day from 15 Mar 2026 to 14 Jun 2026.")]
    [InlineData("2026-06-15", "", "The agreed last day is 14 Jun 2026. Choose an earlier day.")]
    [InlineData(null, "", "Choose the last day: today or later.")]
    public void It_ends_on_a_chosen_day_from_today_to_the_agreed_one(string? day, string endsAt, string message)
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March, new DateOnly(2026, 6, 14));
        DateOnly? last = day is null ? null : DateOnly.ParseExact(day, "yyyy-MM-dd", null);
        var result = run.Run(run.End(id, MembershipEnd.OnDay) with { LastDay = last });
        if (message.Length > 0)
        {
            var refusal = Assert.IsType<Refused>(result).Refusal;
            Assert.Equal((RefusedField.LastDay, message), (refusal.Field, refusal.Message));
            Assert.Equal(run.Membership(id).AgreedEndsAt, run.Membership(id).EndsAt);
            return;
        }

        Assert.Equal(endsAt, $"{run.Membership(id).EndsAt:yyyy-MM-dd HH:mm}");
        Assert.Equal(run.Membership(id).AgreedEndsAt, Effect(Assert.IsType<Done>(result)).AgreedEndsAt);
    }

    [Theory]
    [InlineData("2026-03-19", "The membership begins on 20 Mar 2026.")]
    [InlineData("2026-03-20", "")]
    public void One_that_has_not_begun_ends_on_its_first_day_or_later(string day, string message)
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, new DateOnly(2026, 3, 20));
        var end = run.End(id, MembershipEnd.OnDay) with { LastDay = DateOnly.ParseExact(day, "yyyy-MM-dd", null) };
        if (message.Length == 0) Assert.Equal("11: 0 on 2026-03-20", run.Standing(run.Done(end).Id));
        else Assert.StartsWith(message, run.Refused(end).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Taking_an_end_back_returns_to_the_agreed_last_day()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March, new DateOnly(2026, 6, 14));
        var (agreed, before) = (run.Membership(id).EndsAt, run.Standing(id));
        Assert.False(run.Done(run.Continue(id)).Changed);
        run.Done(run.End(id, MembershipEnd.AtPeriodEnd));
        Assert.Equal((agreed, "11: never"), (run.Membership(id).AgreedEndsAt, run.Standing(id)));
        run.Done(run.Continue(id));
        Assert.Equal((agreed, before), (run.Membership(id).EndsAt, run.Standing(id)));
    }

    [Fact]
    public void Whatever_is_asked_for_and_taken_back_the_agreed_last_day_stays_and_the_lines_stand_as_if_assigned_so() =>
        Seeded.Check(
            Gen.ListOf(Gen.Zip(Gen.Elements("period", "day", "back"), Gen.Choose(0, 130)), 8).SelectMany(
                _ => Gen.Choose(40, 120), (steps, days) => (Steps: steps.ToList(), Days: days)),
            sample =>
            {
                var run = new SupplyRun();
                var id = run.Assigned(Small, March, Today.AddDays(sample.Days));
                var agreed = run.Membership(id).AgreedEndsAt;
                foreach (var (what, days) in sample.Steps)
                {
                    run.Run(what switch
                    {
                        "period" => run.End(id, MembershipEnd.AtPeriodEnd),
                        "day" => run.End(id, MembershipEnd.OnDay) with { LastDay = Today.AddDays(days) },
                        _ => run.Continue(id),
                    });
                    var membership = run.Membership(id);
                    Assert.Equal(agreed, membership.AgreedEndsAt);
                    Assert.True(membership.EndsAt <= agreed);
                    if (what == "back") Assert.Equal(agreed, membership.EndsAt);
                    var alike = new SupplyRun();
                    var fresh = alike.Assigned(Small, March, London.DayOf(membership.EndsAt!.Value.AddMilliseconds(-1)));
                    Assert.Equal(alike.Standing(fresh), run.Standing(id));
                }
            }, count: 200);

    [Fact]
    public void What_remains_is_told_and_kept()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        run.Use(1, 4);
        var done = run.Done(run.End(id, MembershipEnd.Now));
        Assert.Equal([(1L, 6L)], Effect(done).Remaining.Select(credit => (credit.Terms.Id, credit.Amount)));
        Assert.Empty(Effect(done).Grants);
        Assert.Equal([6L], run.Balances());
    }

    [Fact]
    public void What_remains_is_revoked_in_one_posting_without_what_is_over_or_used_up()
    {
        var run = new SupplyRun();
        var other = run.Assigned(Small, March);
        var id = run.Assigned(Large, new DateOnly(2026, 2, 28));

        // Credit 2 is the month's, which runs until 27 March; of the weeks only the last, credit 5, has not expired.
        run.Use(2, 20);
        var done = run.Done(run.End(id, MembershipEnd.Now, revoke: true));
        Assert.Equal([-30L, -60], done.Entries.Select(entry => entry.Amount));
        Assert.All(done.Entries, entry => Assert.Equal(EntryKind.Revocation, entry.Kind));
        Assert.Equal(["Tickets", "Room"], Effect(done).Remaining.Select(credit => credit.Terms.Benefit.Name));
        Assert.Equal((PostingKind.Revocation, "left us"), (run.Posting!.Kind, run.Posting.Description));
        Assert.Null(run.Membership(other).EndsAt);
    }

    [Fact]
    public void Nothing_left_to_revoke_is_an_end_without_a_posting()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        run.Use(1, 10);
        Assert.Empty(Effect(run.Done(run.End(id, MembershipEnd.Now, revoke: true))).Remaining);
        Assert.Null(run.Posting);
    }

    [Fact]
    public void A_period_that_began_before_the_end_is_issued_first_and_counts_to_what_remains()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        run.Now = new DateTime(2026, 4, 2, 12, 0, 0, DateTimeKind.Utc);
        var done = run.Done(run.End(id, MembershipEnd.Now, revoke: true));
        Assert.Equal(1, done.Others);
        Assert.Equal([10L, 0], run.Balances());
        Assert.Equal([2L], Effect(done).Remaining.Select(credit => credit.Terms.Id));
    }

    [Fact]
    public void A_line_that_was_set_aside_is_neither_issued_nor_moved()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        run.Now = new DateTime(2026, 4, 2, 12, 0, 0, DateTimeKind.Utc);
        run.SetAside(id);
        Assert.Equal(0, run.Done(run.End(id, MembershipEnd.Now)).Others);
        Assert.Equal("11: 1 on 2026-04-03", run.Standing(id));
    }

    [Theory]
    [InlineData("unknown", RefusalReason.NotFound, "There is no such membership.")]
    [InlineData("ended", RefusalReason.Invalid, "This membership has ended.")]
    [InlineData("followed", RefusalReason.Invalid, "Another plan follows this membership.")]
    public void An_end_that_came_or_made_room_for_another_is_not_taken_back(string what, RefusalReason reason, string message)
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        if (what == "ended") run.Done(run.End(id, MembershipEnd.Now));
        if (what == "followed") run.Done(run.Change(id, Large, MembershipEnd.AtPeriodEnd));
        var refusal = run.Refused(run.Continue(what == "unknown" ? 99 : id));
        Assert.Equal((reason, RefusedField.Whole), (refusal.Reason, refusal.Field));
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_that_has_not_come_is_taken_back_and_the_lines_stand_where_they_were()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Large, March);
        var before = run.Standing(id);
        run.Done(run.End(id, MembershipEnd.AtPeriodEnd));
        var done = run.Done(run.Continue(id));
        Assert.Equal((id, true), (done.Id, done.Changed));
        Assert.Null(run.Membership(id).EndsAt);
        Assert.Equal(before, run.Standing(id));
    }

    [Fact]
    public void A_membership_without_an_end_goes_on_as_it_is()
    {
        var run = new SupplyRun();
        var id = run.Assigned(Small, March);
        var done = run.Done(run.Continue(id));
        Assert.Equal((id, false), (done.Id, done.Changed));
    }

    private static EndingEffect Effect(Done done) => Assert.IsType<EndingEffect>(done.Effect);
}

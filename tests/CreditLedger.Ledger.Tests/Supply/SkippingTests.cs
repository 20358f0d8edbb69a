using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Tests.Supply;

/// <summary>R54: who is not active when a period begins is issued nothing for it.</summary>
public sealed class SkippingTests
{
    private static readonly DateTime Noon15Jan = new(2026, 1, 15, 12, 0, 0, DateTimeKind.Utc);

    private static GrantedPeriod Period(int number, DateOnly first) =>
        new LineSchedule(new DateOnly(2026, 1, 15), Ledger.Supply.Period.Month,
            [new LineTerms(DateTime.UnixEpoch, 10, null)], null, SupplyRun.London).NextGranted(number) is { } period
            && period.FirstDay == first ? period : throw new InvalidOperationException("Another day.");

    private static (SupplyRun Run, long Membership) Assigned()
    {
        var run = new SupplyRun { Now = Noon15Jan };
        return (run, run.Assigned(SupplyRun.Small, new DateOnly(2026, 1, 15)));
    }

    [Fact]
    public void Who_left_on_the_day_of_the_first_period_is_issued_nothing_for_the_second()
    {
        var (run, membership) = Assigned();
        Assert.Equal([10], run.Balances());
        run.Done(run.Stand(MemberStatus.Left));

        run.Now = new DateTime(2026, 2, 15, 12, 0, 0, DateTimeKind.Utc);
        var done = Assert.IsType<Done>(run.Issue(membership, 11, Period(1, new DateOnly(2026, 2, 15))));

        Assert.Empty(done.Entries);
        Assert.Equal([10], run.Balances());
        Assert.Equal("11: 2 on 2026-03-15", run.Standing(membership));
        var skip = Assert.Single(run.Rows<MembershipSkipRow>());
        Assert.Equal((membership, 1, MemberStatus.Left, null), (skip.MembershipId, skip.Period, skip.Status, skip.IssuedAt));
    }

    [Fact]
    public void What_counts_is_where_the_member_stood_when_the_period_began_not_when_it_is_issued()
    {
        var (run, membership) = Assigned();
        run.Now = new DateTime(2026, 2, 20, 12, 0, 0, DateTimeKind.Utc);
        run.Done(run.Stand(MemberStatus.Suspended));
        var issued = Assert.IsType<Done>(run.Issue(membership, 11, Period(1, new DateOnly(2026, 2, 15))));
        Assert.Equal(10, Assert.Single(issued.Entries).Amount);

        run.Now = new DateTime(2026, 3, 20, 12, 0, 0, DateTimeKind.Utc);
        run.Done(run.Stand(MemberStatus.Active));
        Assert.Empty(Assert.IsType<Done>(run.Issue(membership, 11, Period(2, new DateOnly(2026, 3, 15)))).Entries);
        Assert.Equal(2, run.Balances().Count());
    }

    [Fact]
    public void Who_is_active_again_is_offered_what_still_runs_and_issued_what_is_ticked_once()
    {
        var (run, membership) = Assigned();
        run.Done(run.Stand(MemberStatus.Suspended));
        run.Now = new DateTime(2026, 2, 15, 12, 0, 0, DateTimeKind.Utc);
        run.Issue(membership, 11, Period(1, new DateOnly(2026, 2, 15)));
        run.Now = new DateTime(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);
        run.Issue(membership, 11, Period(2, new DateOnly(2026, 3, 15)));

        var back = run.Stand(MemberStatus.Active) with
        { IssueSkipped = [new SkippedPeriod(membership, 11, 1), new SkippedPeriod(membership, 11, 2)] };
        var done = run.Done(back);

        // February is over.
        var offered = Assert.Single(Assert.IsType<SavedMember>(done.Effect).Outlook.Skipped);
        Assert.Equal((2, "Small", "Tickets"), (offered.Period.Number, offered.PlanName, offered.Benefit?.Name));
        Assert.Equal(1, done.Others);
        Assert.Equal([10, 10], run.Balances());
        Assert.Equal([null, (DateTime?)run.Now], run.Rows<MembershipSkipRow>().OrderBy(skip => skip.Period).Select(skip => skip.IssuedAt));

        run.Done(run.Stand(MemberStatus.Suspended));
        Assert.Equal(0, run.Done(run.Stand(MemberStatus.Active) with { IssueSkipped = back.IssueSkipped }).Others);
        Assert.Equal([10, 10], run.Balances());
    }

    [Fact]
    public void What_is_not_ticked_is_not_issued()
    {
        var (run, membership) = Assigned();
        run.Done(run.Stand(MemberStatus.Suspended));
        run.Now = new DateTime(2026, 2, 15, 12, 0, 0, DateTimeKind.Utc);
        run.Issue(membership, 11, Period(1, new DateOnly(2026, 2, 15)));
        Assert.Equal(0, run.Done(run.Stand(MemberStatus.Active)).Others);
        Assert.Equal([10], run.Balances());
    }

    [Fact]
    public void Leaving_issues_what_had_begun_and_ends_each_membership_with_its_period()
    {
        var (run, membership) = Assigned();
        run.Now = new DateTime(2026, 2, 20, 12, 0, 0, DateTimeKind.Utc);
        var done = run.Done(run.Stand(MemberStatus.Left) with { EndMemberships = true });

        Assert.Equal(["Small"], Assert.IsType<SavedMember>(done.Effect).Outlook.Running.Select(running => running.PlanName));
        Assert.Equal([10, 10], run.Balances());
        Assert.Equal(SupplyRun.London.StartOf(new DateOnly(2026, 3, 15)), run.Membership(membership).EndsAt);
        Assert.Equal("11: never", run.Standing(membership));
    }

    [Fact]
    public void Leaving_without_the_tick_lets_the_membership_run()
    {
        var (run, membership) = Assigned();
        run.Done(run.Stand(MemberStatus.Left));
        Assert.Null(run.Membership(membership).EndsAt);
    }

    [Theory]
    [InlineData(2, "Bo Diaz (M-2) is suspended.")]
    [InlineData(3, "Cy Young (M-3) left.")]
    public void A_plan_for_who_is_not_active_must_be_meant_and_issues_nothing(long member, string warning)
    {
        var run = new SupplyRun();
        var assign = run.Assign(SupplyRun.Small, SupplyRun.Today, member: member);
        var needed = Assert.IsType<NeedsConfirmation>(run.Run(assign));
        Assert.Equal((Confirmation.DespiteStatus, warning), (needed.What, Assert.Single(needed.Warnings)));

        var done = run.Done(assign with { DespiteStatus = true });
        Assert.Equal(0, done.Others);
        Assert.Empty(run.Balances());
        Assert.True(Assert.IsType<LineOutlook[]>(((IReadOnlyList<LineOutlook>)done.Effect!).ToArray())[0].Periods[0].IsSkipped);
        Assert.Single(run.Rows<MembershipSkipRow>());
    }
}

using CreditLedger.Data.Model;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CreditLedger.Data.Tests.Supply;

public sealed class IssuingTests
{
    private static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_plan_assigned_three_months_back_issues_the_missed_periods_with_their_rollovers(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var plan = await PlanAsync(database, new RolloverRule(0, 4));
        var done = await database.AssignAsync(await database.AddMemberAsync("M-1"), plan, new DateOnly(2025, 12, 31));
        Assert.Equal(3, done.Others);
        Assert.Equal(
            [
                "Plan 10 2025-12-31T00..2026-01-31T00 left 6",
                "Rollover 4 2026-01-31T00..2026-02-28T00 left 0",
                "Plan 10 2026-01-31T00..2026-02-28T00 left 10",
                "Rollover 4 2026-02-28T00..2026-03-30T23 left 4",
                "Plan 10 2026-02-28T00..2026-03-30T23 left 10",
            ],
            await database.CreditsAsync());
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Running_twice_issues_once_and_a_clock_that_is_moved_back_finds_nothing(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        await database.AssignAsync(await database.AddMemberAsync("M-1"), await PlanAsync(database, new RolloverRule(0, null)),
            new DateOnly(2026, 3, 1));
        database.Clock.Now = Now.AddMonths(2);
        Assert.Equal(new IssueCounts(2, 2), await database.IssueAsync());
        var credits = await database.CreditsAsync();
        Assert.Equal(default, await database.IssueAsync());
        database.Clock.Now = Now;
        Assert.Equal(default, await database.IssueAsync());
        database.Clock.Now = Now.AddMonths(2);
        Assert.Equal(default, await database.IssueAsync());
        Assert.Equal(credits, await database.CreditsAsync());
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task What_was_used_does_not_roll_over_and_the_least_is_topped_up(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var member = await database.AddMemberAsync("M-1");
        await database.AssignAsync(member, await PlanAsync(database, new RolloverRule(3, 5)), new DateOnly(2026, 3, 1));
        await database.UseAsync(member, 9, "most of it");
        database.Clock.Now = Now.AddMonths(1);
        await database.IssueAsync();
        Assert.Equal(
            [
                "Plan 10 2026-03-01T00..2026-03-31T23 left 0",
                "Rollover 1 2026-03-31T23..2026-04-30T23 left 1",
                "Rollover 2 2026-03-31T23..2026-04-30T23 left 2",
                "Plan 10 2026-03-31T23..2026-04-30T23 left 10",
            ],
            await database.CreditsAsync());

        // What rolled over and what topped up belong to the next remainder as well.
        await database.UseAsync(member, 10, "April");
        database.Clock.Now = Now.AddMonths(2);
        await database.IssueAsync();
        Assert.Equal(["Rollover 3 2026-04-30T23..2026-05-31T23 left 3", "Plan 10 2026-04-30T23..2026-05-31T23 left 10"],
            (await database.CreditsAsync())[^2..]);
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_edited_plan_grants_otherwise_from_the_next_period_on_and_the_past_stands(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var plan = await PlanAsync(database, null);
        await database.AssignAsync(await database.AddMemberAsync("M-1"), plan, new DateOnly(2026, 2, 1));
        var before = await database.CreditsAsync();
        await database.ChangePlanAsync(plan, Now, 25, null);
        Assert.Equal(default, await database.IssueAsync());
        Assert.Equal(before, await database.CreditsAsync());

        database.Clock.Now = Now.AddMonths(1);
        await database.IssueAsync();
        Assert.Equal([.. before, "Plan 25 2026-03-31T23..2026-04-30T23 left 25"], await database.CreditsAsync());
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_line_that_was_added_stands_before_its_first_period_and_a_line_that_ended_is_left_alone(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (ended, added) = (await database.AddBenefitAsync("OLD", BenefitKind.Uses),
            await database.AddBenefitAsync("NEW", BenefitKind.Uses));
        var plan = await database.AddPlanAsync("Club", (ended, 10, Period.Month, null), (added, 0, Period.Week, null));
        var done = await database.AssignAsync(await database.AddMemberAsync("M-1"), plan, new DateOnly(2026, 3, 1));
        await using (var context = database.NewContext())
        {
            var lines = await context.PlanLines.OrderBy(line => line.Position).ToListAsync(Stop);
            context.PlanLineTerms.Add(new PlanLineTerms { PlanLineId = lines[0].Id, EffectiveFrom = Now, Amount = 0 });
            context.PlanLineTerms.Add(new PlanLineTerms { PlanLineId = lines[1].Id, EffectiveFrom = Now, Amount = 2 });
            await context.SaveChangesAsync(Stop);
        }

        // As an edit leaves the lines of running memberships: to be looked at from now on.
        await database.ExecuteAsync(database.Options.Provider == "sqlite"
            ? $"UPDATE MembershipLines SET NextPeriod = 0, NextStartsAt = {new DateTimeOffset(Now).ToUnixTimeMilliseconds()} WHERE " +
                $"NextStartsAt > 253000000000000"
            : "UPDATE MembershipLines SET NextPeriod = 0, NextStartsAt = '2026-03-15T12:00:00' WHERE NextStartsAt > '9999-01-01'");
        Assert.Equal(new IssueCounts(1, 0), await database.IssueAsync());
        database.Clock.Now = Now.AddDays(20);
        await database.IssueAsync();
        Assert.Equal(
            ["Plan 10 2026-03-01T00..2026-03-31T23 left 10", "Plan 2 2026-03-22T00..2026-03-29T00 left 2",
                "Plan 2 2026-03-29T00..2026-04-04T23 left 2"],
            await database.CreditsAsync());
        await using var after = database.NewContext();
        Assert.Equal(1,
            await after.MembershipLines.CountAsync(line => line.MembershipId == done.Id && line.NextStartsAt == CreditBalance.Never, Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task More_lines_than_a_round_takes_are_all_issued(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var plan = await PlanAsync(database, new RolloverRule(0, null));
        var member = await database.AddMemberAsync("M-1");
        const int memberships = IssuingRound.LinesPerRound + 5;
        for (var number = 0; number < memberships; number++) await database.AssignAsync(member, plan, new DateOnly(2026, 4, 1));
        database.Clock.Now = Now.AddMonths(2);
        Assert.Equal(new IssueCounts(2 * memberships, 2 * memberships), await database.IssueAsync());
        await using var context = database.NewContext();
        Assert.Equal(memberships, await context.Credits.CountAsync(credit => credit.Source == CreditSource.Rollover, Stop));
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_line_that_a_rule_refuses_is_set_aside_with_its_reason_and_stops_nobody_else(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var broken = await database.AddPlanAsync("Broken",
            (await database.AddBenefitAsync("SEAT", BenefitKind.Uses), 10, Period.Month, null));
        var sound = await PlanAsync(database, null);
        var member = await database.AddMemberAsync("M-1");
        foreach (var plan in new[] { broken, sound, sound }) await database.AssignAsync(member, plan, new DateOnly(2026, 4, 1));
        await database.ChangePlanAsync(broken, Now, long.MaxValue, null);
        database.Clock.Now = new DateTime(2026, 4, 2, 12, 0, 0, DateTimeKind.Utc);
        var log = new ListLog();
        var issuing = new MembershipIssuing(database.Store, TestDatabase.London, database.Clock, log);
        Assert.Equal(new IssueCounts(3, 2), await issuing.RunAsync(DateTime.MaxValue, null, Stop));
        Assert.Equal(default, await issuing.RunAsync(DateTime.MaxValue, null, Stop));
        var tooLarge = Refusals.AmountTooLarge(RefusedField.Amount).Message;
        Assert.Equal([$"Line 1 of membership 1 is set aside, its period 0 is refused: {tooLarge}"], log.Lines);
        await using (var context = database.NewContext())
        {
            var memberships = new MembershipsQuery(context, new RenewalsQuery(context, new PlanSupplyQuery(context), TestDatabase.London));
            var shown = await memberships.CurrentAsync(member, database.Clock.Now, Stop);
            Assert.Equal([0, 0, 1], shown.Select(membership => membership.SetAside.Count));
            var seat = new SetAsideLine(1, "SEAT", database.Clock.Now, tooLarge);
            Assert.Equal(seat, Assert.Single((await memberships.OneAsync(1, Stop))!.SetAside));
            var needs = Assert.Single(await new SetAsideQuery(context).RunAsync(database.Clock.Now, 10, Stop));
            Assert.Equal((seat, "Broken", new DateOnly(2026, 4, 1)), (needs.Line, needs.PlanName, needs.Since));
            Assert.Equal([member], await RefusedAsync(context));
            var line = await context.MembershipLines.SingleAsync(row => row.SetAsideAt != null, Stop);
            Assert.Equal((0, database.Clock.Now.AddDays(1)), (line.NextPeriod, line.NextStartsAt));
            Assert.NotNull(line.SetAsideReason);
        }

        // Mended, it is issued by the next day's try.
        await database.ChangePlanAsync(broken, Now.AddDays(1), 7, null);
        database.Clock.Now = database.Clock.Now.AddDays(1);
        Assert.Equal(new IssueCounts(1, 1), await database.IssueAsync());
        await using var after = database.NewContext();
        Assert.False(await after.MembershipLines.AnyAsync(row => row.SetAsideAt != null, Stop));
        Assert.Empty(await RefusedAsync(after));
        Assert.Equal(3, (await database.CreditsAsync()).Count);

        async Task<IEnumerable<long>> RefusedAsync(LedgerDbContext context) =>
            (await new MembersQuery(context, new RemainingQuery(database.Store)).RunAsync(
                new MemberFilter { CreditRefused = true }, PagePosition.First, 10, database.Clock.Now, Stop))
            .Page.Rows.Select(row => row.Id);
    }

    private static async Task<long> PlanAsync(TestDatabase database, RolloverRule? rollover) =>
        await database.AddPlanAsync("Club", (await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10, Period.Month, rollover));

    private sealed class ListLog : ILogger<MembershipIssuing>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}

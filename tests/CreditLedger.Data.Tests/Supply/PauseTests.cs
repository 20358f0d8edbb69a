using CreditLedger.Data.Queries.Supply;
using CreditLedger.Data.Supply;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Tests.Supply;

/// <summary>Pauses of memberships, issued and verified (R46).</summary>
public sealed class PauseTests
{
    private static readonly DateTime Now = new(2026, 3, 15, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_period_that_begins_in_a_pause_is_issued_after_it_and_what_remains_is_extended_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (member, membership) = await AssignedAsync(database);
        await database.UseAsync(member, 4, "before");
        await DoneAsync(database, Pause("pause", membership, new DateOnly(2026, 3, 20), new DateOnly(2026, 4, 10)));
        Assert.Equal("2026-04-11 until 2026-04-30", await NextAsync(database, membership));

        database.Clock.Now = new DateTime(2026, 4, 9, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal(default, await database.IssueAsync());
        database.Clock.Now = new DateTime(2026, 4, 11, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new IssueCounts(1, 1), await database.IssueAsync());
        Assert.Equal(
            [
                "Plan 10 2026-03-01T00..2026-03-31T23 left 0",
                "Plan 10 2026-04-10T23..2026-04-30T23 left 10",
                "Extension 6 2026-04-11T12..2026-04-12T23 left 6",
            ],
            await database.CreditsAsync());
        Assert.Equal(default, await database.IssueAsync());
        Assert.Equal("2026-05-01 until 2026-05-31", await NextAsync(database, membership));
        await database.AssertVerifiedAsync();

        database.Clock.Now = Now.AddMonths(2);
        Assert.Equal(new IssueCounts(1, 1), await database.IssueAsync());
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task An_open_pause_issues_nothing_until_it_is_resumed(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (_, membership) = await AssignedAsync(database, new RolloverRule(0, null));
        await DoneAsync(database, Pause("pause", membership, new DateOnly(2026, 3, 20), null));
        Assert.Null(await NextAsync(database, membership));
        database.Clock.Now = Now.AddMonths(2);
        Assert.Equal(default, await database.IssueAsync());
        await database.AssertVerifiedAsync();

        // April was not issued, so nothing rolls over; and twelve days more would have ended in April.
        var resume = new ResumeMembershipCommand("resume", Actor.User(1))
        { MembershipId = membership, PauseNumber = 1, OnDay = new DateOnly(2026, 5, 15) };
        Assert.Equal(2, (await DoneAsync(database, resume)).Others);
        Assert.Equal(
            ["Plan 10 2026-03-01T00..2026-03-31T23 left 10", "Plan 10 2026-05-14T23..2026-05-31T23 left 10"],
            await database.CreditsAsync());
        Assert.True((await DoneAsync(database, resume)).IsReplay);
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_many_who_pause_or_resume_at_once_each_changes_it_once(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (_, membership) = await AssignedAsync(database);
        var pauses = await Task.WhenAll(Enumerable.Range(0, 10).Select(form => Task.Run(() => database.Store.ExecuteAsync(
            Pause($"form-{form}", membership, new DateOnly(2026, 3, 20), null), Stop))));
        Assert.Single(pauses.OfType<Done>());
        Assert.All(pauses.OfType<Refused>(), refused => Assert.Contains("paused from 20 Mar 2026 on already", refused.Refusal.Message,
            StringComparison.Ordinal));

        database.Clock.Now = new DateTime(2026, 4, 9, 12, 0, 0, DateTimeKind.Utc);
        var resume = new ResumeMembershipCommand("", Actor.User(1))
        { MembershipId = membership, PauseNumber = 1, OnDay = new DateOnly(2026, 4, 9) };
        await Task.WhenAll(Enumerable.Range(0, 10).Select(form => Task.Run<Task>(() => form % 2 == 0
            ? database.IssueAsync() : database.Store.ExecuteAsync(resume with { IdempotencyKey = $"resume-{form}" }, Stop))));
        Assert.Equal(3, (await database.CreditsAsync()).Count);
        await database.AssertVerifiedAsync();
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_pause_that_is_recorded_while_others_issue_holds_back_what_was_not_issued(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider, Now);
        var (_, membership) = await AssignedAsync(database);
        database.Clock.Now = new DateTime(2026, 4, 1, 12, 0, 0, DateTimeKind.Utc);
        var pause = Pause("pause", membership, new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 10)) with { Extends = false };
        await Task.WhenAll(
            Task.Run(() => database.IssueAsync(), Stop), Task.Run(() => DoneAsync(database, pause), Stop),
            Task.Run(() => database.IssueAsync(), Stop));

        // April had begun: it is issued once, whichever transaction is first.
        Assert.Equal(2, (await database.CreditsAsync()).Count);
        Assert.Equal("2026-05-01 until 2026-05-31", await NextAsync(database, membership));
        await database.AssertVerifiedAsync();
    }

    [Fact]
    public async Task A_membership_whose_last_period_was_issued_goes_on_where_its_pause_moves_the_agreed_last_day()
    {
        await using var database = await TestDatabase.CreateAsync(now: Now);
        var (_, membership) = await AssignedAsync(database, lastDay: new DateOnly(2026, 4, 30));
        database.Clock.Now = new DateTime(2026, 4, 5, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new IssueCounts(1, 1), await database.IssueAsync());
        await DoneAsync(
            database, Pause("pause", membership, new DateOnly(2026, 4, 10), new DateOnly(2026, 4, 19)) with { MovesEnd = true });
        Assert.Equal("2026-05-01 until 2026-05-31", await NextAsync(database, membership));
        database.Clock.Now = new DateTime(2026, 5, 5, 12, 0, 0, DateTimeKind.Utc);
        Assert.Equal(new IssueCounts(1, 1), await database.IssueAsync());
        await database.AssertVerifiedAsync();
    }

    private static async Task<(long Member, long Membership)> AssignedAsync(
        TestDatabase database, RolloverRule? rollover = null, DateOnly? lastDay = null)
    {
        var plan = await database.AddPlanAsync("Small", (await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10, Period.Month,
            rollover));
        var member = await database.AddMemberAsync("M-1");
        return (member, (await database.AssignAsync(member, plan, new DateOnly(2026, 3, 1), lastDay)).Id);
    }

    private static async Task<string?> NextAsync(TestDatabase database, long membership)
    {
        await using var context = database.NewContext();
        var renewals = new RenewalsQuery(context, new PlanSupplyQuery(context), TestDatabase.London);
        var summary = await new MembershipsQuery(context, renewals).OneAsync(membership, Stop);
        return summary!.Next is [{ Forecast.Period: var next }] ? $"{next.StartsOn:yyyy-MM-dd} until {next.LastDay:yyyy-MM-dd}" : null;
    }

    private static PauseMembershipCommand Pause(string key, long membership, DateOnly from, DateOnly? until) =>
        new(key, Actor.User(1)) { MembershipId = membership, FromDay = from, UntilDay = until, Extends = true, Description = "travels" };

    private static async Task<Done> DoneAsync(TestDatabase database, LedgerCommand command) =>
        Assert.IsType<Done>(await database.Store.ExecuteAsync(command, Stop));
}

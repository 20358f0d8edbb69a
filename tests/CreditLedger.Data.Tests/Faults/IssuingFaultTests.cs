using CreditLedger.Data.Tests.Supply;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>Issuing, killed, raced and failing: nothing twice, nothing lost (R25).</summary>
public sealed class IssuingFaultTests
{
    private const int Memberships = 300;
    private const int Periods = 3;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_process_killed_while_it_issues_leaves_whole_rounds_and_the_next_goes_on(string provider)
    {
        await using var database = await DueAsync(provider);
        for (var kill = 0; kill < 6; kill++)
        {
            using var process = SecondProcess.Start(database, "issue", "0", "1", "20");
            for (var line = 0; line <= kill; line++) await process.StandardOutput.ReadLineAsync(Stop);
            process.Kill();
            await process.WaitForExitAsync(Stop);
            await AssertWholeAsync(database);
        }

        await database.IssueAsync();
        await AssertAllOnceAsync(database);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Two_processes_at_once_issue_each_period_once(string provider)
    {
        await using var database = await DueAsync(provider);
        using var one = SecondProcess.Start(database, "issue", "0", "1", "30");
        using var other = SecondProcess.Start(database, "issue", "0", "1", "50");
        await database.IssueAsync();
        foreach (var process in new[] { one, other })
        {
            var errors = await process.StandardError.ReadToEndAsync(Stop);
            await process.WaitForExitAsync(Stop);
            Assert.True(process.ExitCode == 0, errors);
        }

        await AssertAllOnceAsync(database);
    }

    [Theory]
    [InlineData("AFTER INSERT ON Postings")]
    [InlineData("AFTER INSERT ON Credits")]
    [InlineData("AFTER INSERT ON LedgerEntries WHEN NEW.Kind = 5")]
    [InlineData("AFTER INSERT ON MembershipCredits")]
    [InlineData("AFTER UPDATE ON MembershipLines")]
    [InlineData("AFTER UPDATE ON CreditBalances")]
    public async Task A_statement_that_fails_leaves_nothing_of_its_round(string statement)
    {
        await using var database = await DueAsync("sqlite");
        database.Clock.Now = database.Clock.Now.AddMonths(-1);
        await database.IssueAsync();
        database.Clock.Now = database.Clock.Now.AddMonths(1);
        var before = await database.CreditsAsync();
        await database.ExecuteAsync($"CREATE TRIGGER fault {statement} BEGIN SELECT RAISE(ABORT, 'fault'); END");
        await Assert.ThrowsAsync<SqliteException>(database.IssueAsync);
        Assert.Equal(before, await database.CreditsAsync());
        await database.ExecuteAsync("DROP TRIGGER fault");
        await database.IssueAsync();
        await AssertAllOnceAsync(database);
    }

    [Theory]
    [InlineData("AFTER INSERT ON Memberships")]
    [InlineData("AFTER INSERT ON MembershipLines")]
    [InlineData("AFTER INSERT ON MembershipCredits WHEN NEW.Period = 2")]
    public async Task An_assignment_that_fails_on_the_way_leaves_no_membership(string statement)
    {
        await using var database = await TestDatabase.CreateAsync();
        var member = await database.AddMemberAsync("M-1");
        var plan = await database.AddPlanAsync("Club",
            (await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10, Period.Month, new RolloverRule(0, null)));
        await database.ExecuteAsync($"CREATE TRIGGER fault {statement} BEGIN SELECT RAISE(ABORT, 'fault'); END");
        await Assert.ThrowsAsync<SqliteException>(() => database.AssignAsync(member, plan, new DateOnly(2025, 12, 31), key: "form"));
        await using (var context = database.NewContext())
            Assert.Equal((0, 0, 0), (await context.Memberships.CountAsync(Stop), await context.Postings.CountAsync(Stop),
                await context.MembershipLines.CountAsync(Stop)));
        await database.ExecuteAsync("DROP TRIGGER fault");
        Assert.Equal(3, (await database.AssignAsync(member, plan, new DateOnly(2025, 12, 31), key: "form")).Others);
        await database.AssertVerifiedAsync();
    }

    // Assigned three months ago for the day after; nothing was issued since. The other processes have the real clock.
    private static async Task<TestDatabase> DueAsync(string provider)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var today = TestDatabase.London.DayOf(now);
        var startsOn = today.AddMonths(-Periods).AddDays(7);
        var database = await TestDatabase.CreateAsync(provider, TestDatabase.London.StartOf(startsOn).AddDays(-1));
        var plan = await database.AddPlanAsync("Club",
            (await database.AddBenefitAsync("TICKET", BenefitKind.Uses), 10, Period.Month, new RolloverRule(0, 4)));
        for (var number = 0; number < Memberships / 10; number++)
        {
            var member = await database.AddMemberAsync($"M-{number}");
            for (var same = 0; same < 10; same++) await database.AssignAsync(member, plan, startsOn);
        }

        database.Clock.Now = now;
        return database;
    }

    private static async Task AssertWholeAsync(TestDatabase database)
    {
        await using var context = database.NewContext();
        Assert.Equal(
            await context.MembershipLines.SumAsync(line => line.NextPeriod, Stop),
            await context.MembershipCredits.CountAsync(credit => credit.Part == SupplyPart.Grant, Stop));
        Assert.Equal(await context.Credits.CountAsync(Stop), await context.MembershipCredits.CountAsync(Stop));
        await database.AssertVerifiedAsync();
    }

    private static async Task AssertAllOnceAsync(TestDatabase database)
    {
        await AssertWholeAsync(database);
        await using var context = database.NewContext();
        Assert.Equal(Memberships * Periods, await context.Credits.CountAsync(credit => credit.Source == CreditSource.Plan, Stop));
        Assert.Equal(Memberships * (Periods - 1), await context.Credits.CountAsync(credit => credit.Source == CreditSource.Rollover, Stop));
        Assert.Equal(0, await context.MembershipLines.CountAsync(line => line.NextStartsAt <= database.Clock.Now, Stop));
        Assert.Equal(default, await database.IssueAsync());
    }
}

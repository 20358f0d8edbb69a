using System.Globalization;
using CreditLedger.Data.Model;
using CreditLedger.Data.Tests.Ledger;
using CreditLedger.Data.Verification;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>Many at once on what one member shares: never beyond what there is (R6), never beyond a cap (R13).</summary>
public sealed class SharedRaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Two_contacts_in_two_processes_spend_what_is_shared_exactly_once(string provider)
    {
        await using var database = await NowAsync(provider);
        var space = await SharedSpace.CreateAsync(database, kind: BenefitKind.Uses, amount: 300);
        var other = await database.AddMemberAsync("Bo Green");
        await using (var context = database.NewContext())
        {
            context.GroupMembers.Add(new GroupMember { GroupId = space.Group, MemberId = other });
            await context.SaveChangesAsync(Stop);
        }

        Assert.Equal(300, await SpendInTwoProcessesAsync(database, space.Ada, other, 12, 20));
        await AssertSoundAsync(database, 300);
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task One_member_in_two_processes_stays_within_the_cap(string provider)
    {
        await using var database = await NowAsync(provider);
        var space = await SharedSpace.CreateAsync(database, cap: 150, kind: BenefitKind.Uses, amount: 250, period: Period.Year);

        // Two credits of the same owner: the cap holds for both together.
        await database.GrantAsync(space.Acme, space.Benefit, 250);

        Assert.Equal(150, await SpendInTwoProcessesAsync(database, space.Ada, space.Ada, 12, 10));
        await AssertSoundAsync(database, 150);
    }

    private static async Task<TestDatabase> NowAsync(string provider)
    {
        // The second process has the real clock; what is granted lies in the past of both.
        var database = await TestDatabase.CreateAsync(provider, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        database.Clock.Now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return database;
    }

    private static async Task<int> SpendInTwoProcessesAsync(TestDatabase database, long mine, long others, int threads, int tries)
    {
        string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
        using var process = SecondProcess.Start(database, "spend", Text(others), Text(threads), Text(tries));
        var spent = await SecondProcess.SpendAsync(database.Store, mine, threads, tries);
        var output = await process.StandardOutput.ReadToEndAsync(Stop);
        var errors = await process.StandardError.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, errors);
        return spent + int.Parse(output, CultureInfo.InvariantCulture);
    }

    private static async Task AssertSoundAsync(TestDatabase database, int uses)
    {
        await using var context = database.NewContext();
        Assert.Equal(uses, await context.SharedUses.CountAsync(Stop));
        Assert.Empty((await database.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Stop)).Differences);
    }
}

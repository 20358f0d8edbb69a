using CreditLedger.Data.Identity;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Sqlite;
using CreditLedger.Data.Tests.Queries;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CreditLedger.Data.Tests.Accounts;

public sealed class UserSessionsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_session_is_the_accounts_own_until_it_is_ended(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (ada, bea) = (await AddUserAsync(database, "ada"), await AddUserAsync(database, "bea"));
        var sessions = database.Services.GetRequiredService<UserSessions>();
        var first = await sessions.StartAsync(ada, TimeSpan.FromHours(12), Stop);
        var second = await sessions.StartAsync(ada, TimeSpan.FromHours(12), Stop);

        await using var context = database.NewContext();
        var query = new AccountQuery(context);
        Assert.Equal(database.Clock.Now, (await query.RunAsync(ada, first, Stop))!.LastSignInAt);
        Assert.Null(await query.RunAsync(bea, first, Stop));

        await sessions.EndAsync(first, Stop);
        Assert.Null(await query.RunAsync(ada, first, Stop));
        Assert.NotNull(await query.RunAsync(ada, second, Stop));

        await sessions.EndAllAsync(ada, Stop);
        Assert.Null(await query.RunAsync(ada, second, Stop));
    }

    [Fact]
    public async Task Account_and_session_are_read_in_one_statement_by_their_keys()
    {
        await using var database = await TestDatabase.CreateAsync();
        var recorder = new CommandRecorder();
        await using var context = new SqliteLedgerDbContext(new DbContextOptionsBuilder<SqliteLedgerDbContext>()
            .UseSqlite(database.Options.ConnectionString).AddInterceptors(recorder).Options);
        await new AccountQuery(context).RunAsync(1, "none", Stop);
        Assert.Single(recorder.Commands);
    }

    [Fact]
    public async Task Sessions_that_have_ended_are_removed_when_another_begins()
    {
        await using var database = await TestDatabase.CreateAsync();
        var ada = await AddUserAsync(database, "ada");
        var sessions = database.Services.GetRequiredService<UserSessions>();
        await sessions.StartAsync(ada, TimeSpan.FromHours(12), Stop);
        database.Clock.Now += TimeSpan.FromHours(13);
        await sessions.StartAsync(ada, TimeSpan.FromHours(12), Stop);
        await using var context = database.NewContext();
        Assert.Equal(1, await context.Sessions.CountAsync(Stop));
    }

    private static async Task<long> AddUserAsync(TestDatabase database, string name)
    {
        await using var context = database.NewContext();
        var user = new AppUser { UserName = name, NormalizedUserName = name, Role = UserRole.Staff, CreatedAt = database.Clock.Now };
        context.Users.Add(user);
        await context.SaveChangesAsync(Stop);
        return user.Id;
    }
}

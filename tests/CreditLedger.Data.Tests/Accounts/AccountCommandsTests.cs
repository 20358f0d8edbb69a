using CreditLedger.Data.Identity;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Accounts;
using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Accounts;

/// <summary>Changes of accounts, and the audit that is written with a command or by itself.</summary>
public sealed class AccountCommandsTests
{
    private static readonly AuditNote Note =
        new("disable user", "Ada@space.example", "127.0.0.1", "ref-1") { About = done => $"account {done.Id}" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_command_and_its_audit_are_written_together_once_and_a_refusal_writes_neither(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (ada, bob) = (await AddAdminAsync(database, "ada@space.example"), await AddAdminAsync(database, "bob@space.example"));
        var disable = new DisableUserCommand("disable", Actor.User(ada)) { UserId = bob, NewStamp = "new", Audit = Note };
        Assert.False(Assert.IsType<Done>(await database.Store.ExecuteAsync(disable, Stop)).IsReplay);
        Assert.True(Assert.IsType<Done>(await database.Store.ExecuteAsync(disable, Stop)).IsReplay);
        Assert.IsType<Refused>(await database.Store.ExecuteAsync(
            disable with { IdempotencyKey = "other", UserId = ada }, Stop));
        Assert.IsType<Done>(await database.Store.PreviewAsync(
            new EnableUserCommand("enable", Actor.User(ada)) { UserId = bob, NewStamp = "new", Audit = Note }, Stop));

        await using var context = database.NewContext();
        var user = await context.Users.SingleAsync(row => row.Id == bob, Stop);
        Assert.Equal((database.Clock.Now, "new", "hash"), (user.DisabledAt, user.SecurityStamp, user.PasswordHash));
        Assert.Null((await context.Users.SingleAsync(row => row.Id == ada, Stop)).DisabledAt);
        var row = Assert.Single(await context.AuditEvents.ToListAsync(Stop));
        Assert.Equal(("disable user", true, "ada@space.example", $"account {bob}", "127.0.0.1", "ref-1", database.Clock.Now),
            (row.Act, row.IsAllowed, row.Who, row.About, row.Source, row.Reference, row.RecordedAt));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Of_two_administrators_who_disable_each_other_at_once_one_stays(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var (ada, bob) = (await AddAdminAsync(database, "ada@space.example"), await AddAdminAsync(database, "bob@space.example"));
        var results = await Task.WhenAll(new[] { (Who: ada, Whom: bob), (Who: bob, Whom: ada) }.Select(pair => Task.Run(
            () => database.Store.ExecuteAsync(
                new DisableUserCommand($"by-{pair.Who}", Actor.User(pair.Who)) { UserId = pair.Whom, NewStamp = "new" }, Stop), Stop)));
        Assert.Single(results.OfType<Done>());
        Assert.Single(results.OfType<Refused>());
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_audit_is_listed_latest_first_by_who_what_outcome_and_day(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        for (var index = 0; index < 40; index++)
        {
            database.Clock.Now = database.Clock.Now.AddHours(1);
            var note = new AuditNote(index % 2 == 0 ? "sign in" : "sign out", index % 3 == 0 ? "ada@space.example" : "bob@space.example",
                "127.0.0.1", null)
            { IsAllowed = index % 5 != 0 };
            await database.Store.RecordAsync(note, null, Stop);
        }

        await using var context = database.NewContext();
        var all = await context.AuditEvents.OrderByDescending(row => row.RecordedAt).ToListAsync(Stop);
        var (from, until) = (all[30].RecordedAt, all[5].RecordedAt);
        await AssertListedAsync(new AuditFilter(), _ => true);
        await AssertListedAsync(new AuditFilter { Who = "ADA" }, row => row.Who == "ada@space.example");
        await AssertListedAsync(new AuditFilter { Act = "sign i", IsAllowed = false }, row => row is { Act: "sign in", IsAllowed: false });
        await AssertListedAsync(new AuditFilter { Act = "sign", From = from, Until = until },
            row => row.RecordedAt >= from && row.RecordedAt < until);
        await AssertListedAsync(new AuditFilter { Who = "eve" }, _ => false);

        async Task AssertListedAsync(AuditFilter filter, Func<AuditRow, bool> matches)
        {
            foreach (var few in new[] { 0, 2_000 })
            {
                var query = new AuditListQuery(context) { Few = few };
                var expected = all.Where(matches).Select(row => row.Id).ToList();
                Assert.Equal(expected, await ReadAsync(query, filter));
                expected.Reverse();
                Assert.Equal(expected, await ReadAsync(query, filter with { OldestFirst = true }));
            }
        }
    }

    private static async Task<List<long>> ReadAsync(AuditListQuery query, AuditFilter filter)
    {
        var ids = new List<long>();
        var position = PagePosition.First;
        while (true)
        {
            var list = await query.RunAsync(filter, position, 7, default, Stop);
            ids.AddRange(list.Page.Rows.Select(row => row.Id));
            if (!list.Page.HasNext) return ids;
            position = PagePosition.After(ids[^1]);
        }
    }

    private static async Task<long> AddAdminAsync(TestDatabase database, string email)
    {
        await using var context = database.NewContext();
        var user = new AppUser
        {
            UserName = email,
            NormalizedUserName = email,
            Email = email,
            NormalizedEmail = email,
            PasswordHash = "hash",
            Role = UserRole.Admin,
            CreatedAt = database.Clock.Now,
        };
        context.Users.Add(user);
        await context.SaveChangesAsync(Stop);
        return user.Id;
    }
}

using CreditLedger.Data.Tests.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Sharing;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Faults;

/// <summary>Many who change one group at once: one of them did, and each of the others is told why not.</summary>
public sealed class GroupRaceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Many_who_add_the_same_contact_at_once_get_one_contact_and_a_clear_word(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database);
        var bo = new GroupParty(await database.AddMemberAsync("Bo Green"), "Bo Green", false);

        var results = await AllAsync(database,
            number => new AddGroupMemberCommand($"add-{number}", Actor.User(1))
            {
                Id = space.Group,
                SeenVersion = 1,
                Member = bo,
                FirstDay = new DateOnly(2026, 3, 1)
            });
        Assert.Single(results.OfType<Done>());
        Assert.All(results.OfType<Refused>(), refused => Assert.Equal("Bo Green is in this group already.", refused.Refusal.Message));
        await using var context = database.NewContext();
        Assert.Equal(1, await context.GroupMembers.CountAsync(row => row.MemberId == bo.Id, Stop));
        Assert.Equal(2, await context.Groups.Where(group => group.Id == space.Group).Select(group => group.Version).SingleAsync(Stop));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Many_who_put_the_same_contact_back_at_once_do_it_once_and_so_does_one_form(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database);
        var bo = new GroupParty(await database.AddMemberAsync("Bo Green"), "Bo Green", false);
        Assert.IsType<Done>(await database.Store.ExecuteAsync(new AddGroupMemberCommand("add", Actor.User(1))
        { Id = space.Group, SeenVersion = 1, Member = bo, FirstDay = new DateOnly(2026, 3, 1) }, Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(new RemoveGroupMemberCommand("remove", Actor.User(1))
        { Id = space.Group, SeenVersion = 2, MemberId = bo.Id }, Stop));

        var results = await AllAsync(database, number => PutBack($"back-{number}"));
        Assert.Single(results.OfType<Done>());
        Assert.All(results.OfType<Refused>(), refused => Assert.Equal("Bo Green is in this group already.", refused.Refusal.Message));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(new RemoveGroupMemberCommand("again", Actor.User(1))
        { Id = space.Group, SeenVersion = 4, MemberId = bo.Id }, Stop));
        var same = await AllAsync(database, _ => PutBack("one form") with { SeenVersion = 5 });
        Assert.All(same, result => Assert.IsType<Done>(result));
        await using var context = database.NewContext();
        Assert.Null(Assert.Single(await context.GroupMembers.Where(row => row.MemberId == bo.Id).ToListAsync(Stop)).EndsAt);

        PutBackGroupMemberCommand PutBack(string key) => new(key, Actor.User(1))
        { Id = space.Group, SeenVersion = 3, Member = bo, AsIfNeverLeft = true };
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Many_who_make_the_same_group_at_once_get_one_group(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var owner = new GroupParty(await database.AddMemberAsync("Labs Ltd"), "Labs Ltd", true);

        var results = await AllAsync(database, number => new SaveGroupCommand($"make-{number}", Actor.User(1))
        {
            Id = 0,
            Wanted = new GroupRow { Name = "Labs", SortName = "labs", Kind = GroupKind.Business, OwnerId = owner.Id },
            Owner = owner,
            Shares = [BenefitKind.Time],
        });
        var made = Assert.Single(results.OfType<Done>());
        Assert.All(results.OfType<Refused>(),
            refused => Assert.StartsWith("Labs Ltd has a group of that name already.", refused.Refusal.Message, StringComparison.Ordinal));
        await using var context = database.NewContext();
        Assert.Equal(made.Id, await context.Groups.Select(group => group.Id).SingleAsync(Stop));
        Assert.Equal(1, await context.GroupShares.CountAsync(Stop));
    }

    private static async Task<IReadOnlyList<Result>> AllAsync(TestDatabase database, Func<int, LedgerCommand> command)
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(number => Task.Run(() => database.Store.ExecuteAsync(command(number), Stop))));
        Assert.Equal(10, results.Count(result => result is Done or Refused));
        return results;
    }
}

using CreditLedger.Data.Model;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Groups;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Tests.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Tests;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Queries;

/// <summary>
/// What pages say of shared credits (R13 to R15, R34), compared with the ledger's own answers and with LINQ over all rows.
/// </summary>
public sealed class SharedQueriesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task The_order_on_the_page_is_the_order_in_which_a_usage_draws(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database);
        var random = TestSeed.NewRandom(7);
        for (var index = 0; index < 12; index++)
        {
            var recorded = await database.Store.ExecuteAsync(
                new GrantCommand($"more-{index}", Actor.User(1))
                {
                    MemberId = index % 2 == 0 ? space.Ada : space.Acme,
                    BenefitId = space.Benefit,
                    Amount = 15,
                    StartsAt = database.Clock.Now.AddDays(-5),
                    ExpiresAt = random.Next(3) == 0 ? null : database.Clock.Now.AddDays(random.Next(1, 4)),
                    Priority = 50 + random.Next(2),
                },
                Stop);
            Assert.IsType<Done>(recorded);
        }

        foreach (var sharedFirst in new[] { false, true })
        {
            await using var context = database.NewContext();
            await context.Groups.ExecuteUpdateAsync(set => set.SetProperty(group => group.SharedFirst, sharedFirst), Stop);
            var page = await Query(context, database).NotOverAsync(space.Ada, BenefitKind.Time, database.Clock.Now, Stop);
            var shown = page.Credits.Concat(page.Shared.SelectMany(owner => owner.Credits)).OrderBy(credit => credit.BurnPlace).ToList();

            var planned = Assert.IsType<Done>(await database.Store.PreviewAsync(space.Use(shown.Sum(credit => credit.Balance)), Stop));

            Assert.Equal(Enumerable.Range(1, 14), shown.Select(credit => credit.BurnPlace!.Value));
            Assert.Equal(planned.Entries.Select(entry => entry.CreditId), shown.Select(credit => credit.Id));
            Assert.Equal(sharedFirst ? space.Acme : space.Ada, shown[0].OwnerId);
        }
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_credit_without_a_place_says_why(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database, cap: 60);
        var later = await database.GrantAsync(space.Acme, space.Benefit, 60, database.Clock.Now.AddDays(2));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(space.UseShared(60), Stop));
        Assert.IsType<Done>(await database.Store.ExecuteAsync(space.Use(60), Stop));

        await using var context = database.NewContext();
        var page = await Query(context, database).NotOverAsync(space.Ada, BenefitKind.Time, database.Clock.Now, Stop);

        Assert.Equal(SkipReason.UsedUp, Assert.Single(page.Credits).Skip);
        var shared = Assert.Single(page.Shared);
        Assert.Equal([(space.SharedCredit, SkipReason.CapReached), (later, SkipReason.NotStarted)],
            shared.Credits.Select(credit => (credit.Id, credit.Skip!.Value)));
        var cap = Assert.Single(shared.Caps);
        Assert.Equal((60, 60, 0), (cap.Cap.Amount, cap.Used, cap.Left));
        Assert.Equal(("Acme", "Acme Ltd"), (Assert.Single(shared.Groups).GroupName, shared.OwnerName));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Histories_of_a_member_and_of_a_group_are_what_LINQ_finds_in_all_rows(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database, amount: 3_000);
        await UseOftenAsync(database, space);
        await using var context = database.NewContext();
        var all = await context.LedgerEntries.Include(entry => entry.Posting).Include(entry => entry.UsedBy)
            .Include(entry => entry.Credit!.Benefit).ToListAsync(Stop);
        var query = new UseHistoryQuery(context);
        HistoryFilter[] filters =
        [
            new(), new() { From = database.Clock.Now.AddDays(-6), Until = database.Clock.Now.AddDays(-2) },
            new() { CreditId = space.SharedCredit }, new() { CreditId = space.OwnCredit },
            new() { Text = "odd" }, new() { Who = "Ada" }, new() { Part = HistoryPart.Used }, new() { Part = HistoryPart.Granted },
        ];
        foreach (var filter in filters)
        {
            foreach (var (scope, rows) in new[] { (HistoryScope.OfOwner(space.Ada, BenefitKind.Time), OfMember(all, space.Ada)),
                (HistoryScope.OfGroup(space.Acme, BenefitKind.Time), OfGroup(all, space.Acme)) })
            {
                var expected = rows.Where(entry => Matches(entry, filter)).Select(entry => entry.Id).ToList();
                foreach (var size in new[] { 3, 100 })
                {
                    Assert.Equal(expected, await WalkAsync(query, scope, filter, size, forward: true));
                    Assert.Equal(expected, await WalkAsync(query, scope, filter, size, forward: false));
                }

                var total = (await query.RunAsync(scope, filter, PagePosition.First, 3, database.Clock.Now, Stop)).Total;
                Assert.Equal(expected.Count, total.Value);
            }
        }

        var member = await query.RunAsync(HistoryScope.OfOwner(space.Ada, BenefitKind.Time), new HistoryFilter(), PagePosition.First, 100,
            database.Clock.Now, Stop);
        Assert.All(member.Page.Rows, row => Assert.Equal(row.Credit.OwnerId == space.Ada, row.BalanceAfter is not null));
        Assert.All(member.Page.Rows, row => Assert.Equal(row.Credit.OwnerId == space.Ada ? null : "Acme Ltd", row.SharedBy));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task A_groups_use_is_summed_by_credit_and_by_who_used_it(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database, amount: 3_000);
        await UseOftenAsync(database, space);
        await using var context = database.NewContext();
        var (from, until) = (database.Clock.Now.AddDays(-4), database.Clock.Now);

        var uses = await new GroupUseQuery(context).RunAsync(space.Acme, [BenefitKind.Time], from, until, Stop);

        var expected = (await context.LedgerEntries.Where(entry => entry.OwnerId == space.Acme).ToListAsync(Stop))
            .Where(entry => entry.EffectiveKind == EntryKind.Usage && entry.UsedAt >= from && entry.UsedAt < until)
            .GroupBy(entry => entry.UsedById).Select(user => (user.Key, -user.Sum(entry => entry.Amount))).Where(user => user.Item2 != 0)
            .Order().ToList();
        Assert.Equal(2, expected.Count);
        Assert.Equal(expected, uses.Select(use => (use.UsedById, use.Amount)).Order());
        Assert.All(uses, use => Assert.Equal(use.UsedById == space.Ada ? "Ada Brown" : "Acme Ltd", use.UsedBy));
    }

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Groups_are_listed_by_name_filtered_and_paged(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var space = await SharedSpace.CreateAsync(database, cap: 60);
        await using var context = database.NewContext();
        for (var index = 0; index < 9; index++)
        {
            context.Groups.Add(new Group
            {
                Name = $"Team {index % 4}",
                SortName = $"team {index % 4}",
                Kind = GroupKind.Team,
                OwnerId = index < 4 ? space.Ada : space.Acme,
                ArchivedAt = index == 8 ? database.Clock.Now : null,
            });
        }

        await context.SaveChangesAsync(Stop);
        var query = new GroupListQuery(context);

        var read = new List<long>();
        for (var position = PagePosition.First; ;)
        {
            var page = (await query.RunAsync(new GroupFilter(), position, 4, QuerySpace.Now, Stop)).Page;
            read.AddRange(page.Rows.Select(row => row.Id));
            if (!page.HasNext) break;
            position = PagePosition.After(read[^1]);
        }

        var all = await context.Groups.Where(group => group.ArchivedAt == null).ToListAsync(Stop);
        Assert.Equal(all.OrderBy(group => group.SortName, StringComparer.Ordinal).ThenBy(group => group.Id).Select(group => group.Id),
            read);
        Assert.Equal((2, 2), await CountAsync(new GroupFilter { Kind = GroupKind.Team, Search = "TEAM 3" }));
        Assert.Equal((1, 1), await CountAsync(new GroupFilter { Archived = true }));
        var acme = Assert.Single(
            (await query.RunAsync(new GroupFilter { Kind = GroupKind.Business }, PagePosition.Last, 4, QuerySpace.Now, Stop)).Page.Rows);
        Assert.Equal(("Acme", "Acme Ltd", 1), (acme.Name, acme.OwnerName, acme.Members));
        Assert.Equal([BenefitKind.Time], acme.Shares);

        async Task<(int, int)> CountAsync(GroupFilter filter)
        {
            var list = await query.RunAsync(filter, PagePosition.First, 50, QuerySpace.Now, Stop);
            return (list.Page.Rows.Count, list.Total.Value);
        }
    }

    private static OwnerCreditsQuery Query(LedgerDbContext context, TestDatabase database) => new(
        context, new BenefitServicesQuery(context), database.Store);

    // Own and shared uses, many of them at the very same moment, some undone, some by the owner.
    private static async Task UseOftenAsync(TestDatabase database, SharedSpace space)
    {
        await database.GrantAsync(space.Ada, space.Benefit, 3_000, database.Clock.Now.AddDays(-50));
        for (var index = 0; index < 30; index++)
        {
            var act = space.UseShared(15) with
            { UsedAt = database.Clock.Now.AddDays(-(index / 4)).AddHours(-1), Description = index % 2 == 0 ? "even" : "odd" };
            if (index % 3 == 0) act = act with { CreditId = null, Kind = BenefitKind.Time };
            if (index % 5 == 0) act = act with { MemberId = space.Acme };
            var recorded = Assert.IsType<Done>(await database.Store.ExecuteAsync(act, Stop));
            if (index % 7 == 0)
                await database.Store.ExecuteAsync(new ReversalCommand($"undo-{index}", Actor.User(1)) { PostingId = recorded.PostingId },
                Stop);
        }
    }

    private static IEnumerable<LedgerEntry> OfMember(List<LedgerEntry> all, long member) => all
        .Where(entry => entry.OwnerId == member || entry.UsedById == member)
        .OrderByDescending(entry => entry.UsedAt).ThenByDescending(entry => entry.OwnerId == member)
        .ThenByDescending(entry => entry.OwnerId == member ? entry.Sequence : entry.Id);

    private static IEnumerable<LedgerEntry> OfGroup(List<LedgerEntry> all, long owner) => all
        .Where(entry => entry.OwnerId == owner && entry.EffectiveKind == EntryKind.Usage && entry.Credit!.Benefit!.Shared)
        .OrderByDescending(entry => entry.UsedAt).ThenByDescending(entry => entry.Sequence);

    private static bool Matches(LedgerEntry entry, HistoryFilter filter) =>
        (filter.From is null || entry.UsedAt >= filter.From) && (filter.Until is null || entry.UsedAt < filter.Until)
        && (filter.CreditId is null || entry.CreditId == filter.CreditId)
        && (filter.Text is null || entry.Posting!.Description == filter.Text)
        && (filter.Who is null || entry.UsedBy?.Name == "Ada Brown")
        && filter.Part switch
        {
            HistoryPart.Used => entry.EffectiveKind == EntryKind.Usage,
            HistoryPart.Granted => entry.Kind == EntryKind.Grant,
            _ => true
        };

    private static async Task<List<long>> WalkAsync(UseHistoryQuery query, HistoryScope scope, HistoryFilter filter, int size, bool forward)
    {
        var rows = new List<long>();
        var position = forward ? PagePosition.First : PagePosition.Last;
        for (var pages = 0; pages < 100; pages++)
        {
            var page = (await query.RunAsync(scope, filter, position, size, QuerySpace.Now, Stop)).Page;
            var read = page.Rows.Select(row => row.EntryId).ToList();
            rows = forward ? [.. rows, .. read] : [.. read.TakeWhile(row => rows.Count == 0 || row != rows[0]), .. rows];
            if (forward ? !page.HasNext : !page.HasPrevious) return rows;
            position = forward ? PagePosition.After(read[^1]) : PagePosition.Before(read[0]);
        }

        throw new InvalidOperationException("The history does not end.");
    }
}

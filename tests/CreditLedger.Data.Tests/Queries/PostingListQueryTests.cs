using CreditLedger.Data.Model;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Tests;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Tests.Queries;

public sealed class PostingListQueryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Any_filter_and_page_shows_the_rows_a_naive_list_shows_none_twice_none_missing(string provider)
    {
        await using var space = await QuerySpace.CreateAsync(provider, members: 30);
        await ActOftenAsync(space);
        await using var context = space.NewContext();
        var all = await NaivePosting.ReadAsync(context, Stop);
        var now = space.Database.Clock.Now;
        PostingListQuery[] queries = [new(context), new(context) { Few = 4 }];
        var random = TestSeed.NewRandom(12);
        string?[] members = [null, null, null, "an", "smi", "lea", "space.example", "nobody", "ann smi", space.Members[3].Reference];
        IReadOnlyList<Actor>?[] actors =
            [null, null, null, [], [Actor.User(space.UserId)], [Actor.Job(JobName.Import)], [Actor.User(77), Actor.Job(JobName.Issuing)]];
        var found = 0;
        for (var round = 0; round < 160; round++)
        {
            var filter = new PostingFilter
            {
                Number = random.Next(20) == 0 ? all[random.Next(all.Count)].Row.Id : null,
                Kind = random.Next(3) == 0 ? (PostingKind)random.Next(1, 8) : null,
                RecordedBy = actors[random.Next(actors.Length)],
                From = random.Next(3) == 0 ? QuerySpace.Now.AddHours(random.Next(-4, 60)) : null,
                Until = random.Next(4) == 0 ? QuerySpace.Now.AddHours(random.Next(1, 72)) : null,
                Member = members[random.Next(members.Length)],
                Undone = random.Next(4) == 0 ? (UndoneState)random.Next(3) : null,
                OldestFirst = random.Next(2) == 0,
            };
            if (round % 16 == 0) filter = new PostingFilter();
            var expected = all.Where(posting => posting.Matches(filter)).Select(posting => posting.Row.Id).ToList();
            if (!filter.OldestFirst) expected.Reverse();
            found += expected.Count;
            var (query, size) = (queries[round % 2], random.Next(5, 60));
            Assert.Equal(expected, await WalkAsync(query, filter, size, now, forward: true));
            Assert.Equal(expected, await WalkAsync(query, filter, size, now, forward: false));
            Assert.Equal(expected, await query.AllAsync(filter, now, Stop).Select(row => row.Id).ToListAsync(Stop));
            Assert.Equal(new BoundedCount(expected.Count, true), (await query.RunAsync(filter, PagePosition.First, 5, now, Stop)).Total);
            if (expected.Count < 3) continue;
            Assert.Equal(new Neighbours(expected[0], expected[2]), await query.NeighboursAsync(filter, expected[1], now, Stop));
        }

        Assert.True(found > 500, $"{found} rows were compared");
    }

    [Fact]
    public async Task A_row_says_whose_credits_changed_by_how_much_and_what_undid_it()
    {
        await using var space = await QuerySpace.CreateAsync(members: 30);
        var wrong = (await space.AdjustAsync(space.HeavyDesk, 45, "twice")).PostingId;
        var undoing = (await space.UndoAsync(wrong)).PostingId;
        var credits = new List<long>();
        foreach (var member in space.Members.Skip(21).Take(3))
            credits.Add(await space.GrantAsync(member.Id, space.TicketId, 4, QuerySpace.Now.AddDays(-1), QuerySpace.Now.AddDays(9)));
        var extension = new ExtensionCommand("longer", Actor.User(space.UserId))
        { CreditIds = credits, ExpiresAt = QuerySpace.Now.AddDays(20) };
        var longer = (await space.ExecuteAsync(extension)).PostingId;
        await using var context = space.NewContext();
        var rows = await new PostingListQuery(context).AllAsync(new PostingFilter(), QuerySpace.Now, Stop)
            .ToDictionaryAsync(row => row.Id, cancellationToken: Stop);

        var (adjusted, undone, extended) = (rows[wrong], rows[undoing], rows[longer]);
        Assert.Equal((PostingKind.Adjustment, "admin@space.example", "twice", 1), (adjusted.Kind, adjusted.RecordedBy,
            adjusted.Description, adjusted.Changes));
        Assert.Equal((space.HeavyId, space.Members[0].Name, 45L), (adjusted.Member!.Id, adjusted.Member.Name, adjusted.Amount!.Sum));
        Assert.Equal((undoing, (long?)null), (adjusted.UndoneById!.Value, adjusted.UndoesId));
        Assert.Equal((wrong, -45L), (undone.UndoesId!.Value, undone.Amount!.Sum));
        Assert.Equal((3, 6, 0L, 12L), (extended.Members, extended.Changes, extended.Amount!.Sum, extended.Amount.Added));
        Assert.Null(extended.Member);
    }

    [Fact]
    public async Task Whoever_uses_what_another_shares_is_named_and_finds_the_posting()
    {
        await using var database = await TestDatabase.CreateAsync();
        var space = await Ledger.SharedSpace.CreateAsync(database);
        var used = Assert.IsType<Done>(await database.Store.ExecuteAsync(space.UseShared(60), Stop)).PostingId;
        await using var context = database.NewContext();
        context.MemberSearchTerms.Add(new MemberSearchTerm { MemberId = space.Ada, Term = "adafinder" });
        await context.SaveChangesAsync(Stop);
        foreach (var few in new[] { 0, 2_000 })
        {
            var page = await new PostingListQuery(context) { Few = few }.RunAsync(
                new PostingFilter { Member = "adafinder", Kind = PostingKind.Usage }, PagePosition.First, 10, database.Clock.Now, Stop);
            var row = Assert.Single(page.Page.Rows);
            Assert.Equal((used, space.Acme, space.Ada), (row.Id, row.Member!.Id, row.UsedBy!.Id));
        }
    }

    [Fact]
    public async Task A_text_means_users_by_a_part_of_the_email_jobs_by_their_name_and_others_by_their_number()
    {
        await using var space = await QuerySpace.CreateAsync(members: 2);
        await using var context = space.NewContext();
        var query = new ActorsQuery(context);

        Assert.Equal([Actor.User(space.UserId)], await query.RunAsync("ADMIN@sp", Stop));
        Assert.Equal([Actor.Job(JobName.Import)], await query.RunAsync("import", Stop));
        Assert.Equal([new Actor(ActorKind.ApiKey, 3)], await query.RunAsync("API key 3", Stop));
        Assert.Equal([Actor.User(99)], await query.RunAsync("former user 99", Stop));
        Assert.Empty(await query.RunAsync("%", Stop));
    }

    // More kinds, actors and moments; one posting is recorded after the clock was set back.
    private static async Task ActOftenAsync(QuerySpace space)
    {
        await using var context = space.NewContext();
        var prints = await context.Credits.Where(credit => credit.BenefitId == space.PrintId).OrderBy(credit => credit.Id)
            .Select(credit => credit.Id).ToListAsync(Stop);
        for (var index = 0; index < 40; index++)
        {
            space.Database.Clock.Now = QuerySpace.Now.AddHours(index == 30 ? 1 : 2 * index);
            await space.ExecuteAsync(new AdjustmentCommand($"act-{index}", index % 3 == 0 ? Actor.User(77) : Actor.Job(JobName.Issuing))
            { CreditId = prints[4 + (index % 8)], By = 5, Description = "more" });
        }

        await space.ExecuteAsync(new ExtensionCommand("extend", Actor.User(1))
        { CreditIds = [.. prints.Skip(6).Take(4)], ExpiresAt = QuerySpace.Now.AddDays(25) });
        var taken = await space.ExecuteAsync(
            new RevocationCommand("revoke", Actor.User(1)) { CreditIds = [.. prints.Skip(14).Take(3)], Description = "left" });
        await space.UndoAsync(taken.PostingId);
        var shorter = await space.ExecuteAsync(
            new RevocationCommand("revoke part", Actor.User(1)) { CreditIds = [.. prints.Skip(17).Take(3)], Description = "left" });
        var member = (await context.Credits.SingleAsync(credit => credit.Id == prints[17], Stop)).OwnerId;
        await space.ExecuteAsync(new ReversalCommand("undo part", Actor.User(1)) { PostingId = shorter.PostingId, MemberIds = [member] });
    }

    private static async Task<List<long>> WalkAsync(PostingListQuery query, PostingFilter filter, int size, DateTime now, bool forward)
    {
        var ids = new List<long>();
        var position = forward ? PagePosition.First : PagePosition.Last;
        for (var page = 0; page < 200; page++)
        {
            var rows = (await query.RunAsync(filter, position, size, now, Stop)).Page;
            var shown = rows.Rows.Select(row => row.Id).ToList();
            if (forward) ids.AddRange(shown);
            else ids.InsertRange(0, shown.Where(id => !ids.Contains(id)));
            if (!(forward ? rows.HasNext : rows.HasPrevious)) return ids;
            position = forward ? PagePosition.After(shown[^1]) : PagePosition.Before(shown[0]);
        }

        throw new InvalidOperationException("The pages do not end.");
    }

    private sealed record NaivePosting(Posting Row, UndoneState Undone, IReadOnlyList<IReadOnlyList<string>> MemberTerms)
    {
        public static async Task<List<NaivePosting>> ReadAsync(LedgerDbContext context, CancellationToken stop)
        {
            var postings = await context.Postings.ToListAsync(stop);
            var undone = (await context.LedgerEntries.Where(entry => entry.ReversesEntryId != null)
                .Select(entry => entry.ReversesEntryId).ToListAsync(stop)).ToHashSet();
            var entries = (await context.LedgerEntries.ToListAsync(stop)).ToLookup(entry => entry.PostingId);
            var terms = (await context.MemberSearchTerms.ToListAsync(stop)).ToLookup(term => term.MemberId, term => term.Term);
            return
            [
                .. from posting in postings
                   orderby posting.RecordedAt, posting.Id
                   let members = entries[posting.Id].SelectMany(entry => new[] { entry.OwnerId, entry.UsedById ?? entry.OwnerId })
                   select new NaivePosting(posting,
                       !entries[posting.Id].Any(entry => undone.Contains(entry.Id)) ? UndoneState.Nothing
                           : entries[posting.Id].All(entry => undone.Contains(entry.Id)) ? UndoneState.Wholly : UndoneState.Partly,
                       [.. members.Distinct().Select(member => terms[member].ToList())]),
            ];
        }

        public bool Matches(PostingFilter filter) =>
            (filter.Number is null || Row.Id == filter.Number) && (filter.Kind is null || Row.Kind == filter.Kind)
            && (filter.RecordedBy is null || filter.RecordedBy.Contains(Row.Actor))
            && (filter.From is null || Row.RecordedAt >= filter.From) && (filter.Until is null || Row.RecordedAt < filter.Until)
            && (filter.Undone is null || Undone == filter.Undone)
            && (filter.Member is null || MemberTerms.Any(terms => SearchText.WordsOf(filter.Member)
                .All(word => terms.Any(term => term.StartsWith(word, StringComparison.Ordinal)))));
    }
}

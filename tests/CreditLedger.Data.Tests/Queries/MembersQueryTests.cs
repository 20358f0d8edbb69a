using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Tests;

namespace CreditLedger.Data.Tests.Queries;

public sealed class MembersQueryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Any_filter_sort_and_page_shows_the_rows_a_naive_list_shows_none_twice_none_missing(string provider)
    {
        await using var space = await QuerySpace.CreateAsync(provider);
        await using var context = space.NewContext();
        var remaining = new RemainingQuery(space.Database.Store);
        MembersQuery[] queries = [new(context, remaining), new(context, remaining) { Few = 2 }];
        var random = TestSeed.NewRandom(7);
        string?[] searches = [null, null, "an", "ann", "lea", "smi an", "space.example", "M-0", "nobody"];
        for (var round = 0; round < 120; round++)
        {
            var filter = new MemberFilter
            {
                Search = searches[random.Next(searches.Length)],
                Status = random.Next(2) == 0 ? null : (MemberStatus)random.Next(1, 4),
                Tags = random.Next(3) switch { 0 => ["team"], 1 => [], _ => random.Next(2) == 0 ? ["team", "founder"] : [] },
                Sort = (MemberSort)random.Next(3),
                Descending = random.Next(2) == 0,
            };
            var query = queries[round % 2];
            var expected = Naive(space, filter);
            var size = random.Next(1, 30);
            Assert.Equal(expected, await WalkAsync(query, filter, size, forward: true));
            Assert.Equal(expected, await WalkAsync(query, filter, size, forward: false));
            Assert.Equal(expected, await query.AllAsync(filter, QuerySpace.Now, Stop).Select(row => row.Id).ToListAsync(Stop));
        }
    }

    [Fact]
    public async Task A_row_tells_what_remains_per_unit_and_the_total_counts_the_filtered_set()
    {
        await using var space = await QuerySpace.CreateAsync();
        await using var context = space.NewContext();
        var page = await new MembersQuery(context, new RemainingQuery(space.Database.Store))
            .RunAsync(new MemberFilter { Search = space.Members[1].Reference }, PagePosition.First, 50, QuerySpace.Now, Stop);
        var row = Assert.Single(page.Page.Rows);
        Assert.Equal((1, true), (page.Total.Value, page.Total.IsExact));
        Assert.Equal(
            [(BenefitKind.Money, "EUR", 5000L), (BenefitKind.Time, null, 0L), (BenefitKind.Printing, "GBP", 900L)],
            row.Remaining.Own.Select(remaining => (remaining.Unit.Kind, remaining.Unit.Currency?.Code, remaining.Amount)));
        Assert.Equal(["founder", "team"], await new MemberTagsQuery(context).RunAsync(Stop));
    }

    [Fact]
    public async Task The_neighbours_of_a_member_are_those_of_the_lists_order()
    {
        await using var space = await QuerySpace.CreateAsync();
        await using var context = space.NewContext();
        var query = new MembersQuery(context, new RemainingQuery(space.Database.Store));
        foreach (var filter in new[] { new MemberFilter(), new MemberFilter { Sort = MemberSort.Joined, Descending = true },
            new MemberFilter { Search = "an" } })
        {
            var order = Naive(space, filter);
            for (var index = 0; index < order.Count; index += 5)
            {
                var beside = await query.NeighboursAsync(filter, order[index], QuerySpace.Now, Stop);
                Assert.Equal((index == 0 ? null : (long?)order[index - 1], index == order.Count - 1 ? null : (long?)order[index + 1]),
                    (beside.PreviousId, beside.NextId));
            }
        }
    }

    [Fact]
    public async Task An_anchor_that_does_not_exist_shows_the_first_page()
    {
        await using var space = await QuerySpace.CreateAsync(members: 30);
        await using var context = space.NewContext();
        var page = await new MembersQuery(context, new RemainingQuery(space.Database.Store))
            .RunAsync(new MemberFilter(), PagePosition.After(999_999), 10, QuerySpace.Now, Stop);
        Assert.False(page.Page.HasPrevious);
        Assert.Equal(Naive(space, new MemberFilter()).Take(10), page.Page.Rows.Select(row => row.Id));
    }

    private static async Task<List<long>> WalkAsync(MembersQuery query, MemberFilter filter, int size, bool forward)
    {
        var ids = new List<long>();
        var position = forward ? PagePosition.First : PagePosition.Last;
        for (var pages = 0; pages < 100; pages++)
        {
            var page = (await query.RunAsync(filter, position, size, QuerySpace.Now, Stop)).Page;
            var rows = page.Rows.Select(row => row.Id).ToList();

            // A page back that reaches the beginning is the first page, whole: what was seen before is cut off.
            ids = forward ? [.. ids, .. rows] : [.. rows.TakeWhile(id => ids.Count == 0 || id != ids[0]), .. ids];
            if (forward ? !page.HasNext : !page.HasPrevious) return ids;
            position = forward ? PagePosition.After(rows[^1]) : PagePosition.Before(rows[0]);
        }

        throw new InvalidOperationException("The list does not end.");
    }

    private static List<long> Naive(QuerySpace space, MemberFilter filter)
    {
        var words = SearchText.WordsOf(filter.Search);
        var members = space.Members.Where(member =>
            (filter.Status is null || member.Status == filter.Status)
            && filter.Tags.All(tag => member.Tags.Any(row => row.Tag == tag))
            && words.All(word => member.SearchTerms.Any(term => term.Term.StartsWith(word, StringComparison.Ordinal))));
        var sorted = filter.Sort switch
        {
            MemberSort.Reference => members.OrderBy(member => member.Reference, StringComparer.Ordinal),
            MemberSort.Joined => members.OrderBy(member => member.JoinedOn ?? DateOnly.MinValue).ThenBy(member => member.Id),
            _ => members.OrderBy(member => member.SortName, StringComparer.Ordinal).ThenBy(member => member.Id),
        };
        var ids = sorted.Select(member => member.Id).ToList();
        if (filter.Descending) ids.Reverse();
        return ids;
    }
}

using CreditLedger.Data.Model;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries;

/// <summary>
/// The members list. What few members match is found through its own index (IX_MemberSearchTerms_Term, IX_MemberTags_Tag) and sorted in
/// memory; what many match is walked in the list's order, where a page is full after a few rows. Neither grows with the space.
/// </summary>
public sealed class MembersQuery(LedgerDbContext db, RemainingQuery remaining)
{
    private const int CountLimit = 10_000;
    private const int MaxTags = 40;

    /// <summary>How many are few; tests set it low.</summary>
    internal int Few { get; init; } = 2_000;

    /// <summary>One page.</summary>
    public async Task<MemberListPage> RunAsync(
        MemberFilter filter, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var few = await FindFewAsync(filter, cancellationToken);
        var keys = await PageOfKeysAsync(filter, few, position, pageSize, cancellationToken);
        var rows = await RowsAsync([.. keys.Rows.Select(key => key.Id)], now, cancellationToken);
        var total = few is null ? await CountAsync(filter, cancellationToken) : new BoundedCount(few.Count, true);
        return new MemberListPage(keys.With(rows), total, await TagsAsync(cancellationToken));
    }

    /// <summary>The members beside one, in the order and among those of the list.</summary>
    public async Task<MemberNeighbours> NeighboursAsync(MemberFilter filter, long memberId, CancellationToken cancellationToken)
    {
        var few = await FindFewAsync(filter, cancellationToken);
        if (await KeyOfAsync(memberId, cancellationToken) is not { } key) return new MemberNeighbours(null, null);
        var previous = await ReadAsync(filter, few, false, key, 1, cancellationToken);
        var next = await ReadAsync(filter, few, true, key, 1, cancellationToken);
        return new MemberNeighbours(previous.FirstOrDefault()?.Id, next.FirstOrDefault()?.Id);
    }

    private async Task<KeysetPage<MemberKey>> PageOfKeysAsync(
        MemberFilter filter, List<MemberKey>? few, PagePosition position, int pageSize, CancellationToken cancellationToken)
    {
        var anchor = position.Id == 0 ? null : await KeyOfAsync(position.Id, cancellationToken);
        return await Keyset.ReadAsync<MemberKey, MemberKey>(position, anchor, pageSize,
            (forward, beyond, take) => ReadAsync(filter, few, forward, beyond, take, cancellationToken));
    }

    private async Task<List<MemberKey>> ReadAsync(
        MemberFilter filter, List<MemberKey>? few, bool forward, MemberKey? anchor, int take, CancellationToken cancellationToken)
    {
        var order = new MemberOrder(filter.Sort, filter.Descending);
        if (few is null) return await order.ReadAsync(Matching(filter), forward, anchor, take, cancellationToken);
        var sorted = forward ? few.Order(order) : few.OrderDescending(order);
        return [.. sorted.Where(key => anchor is null || (forward ? order.Compare(key, anchor) > 0 : order.Compare(key, anchor) < 0))
            .Take(take)];
    }

    // Key lookup.
    private Task<MemberKey?> KeyOfAsync(long id, CancellationToken cancellationToken) =>
        db.Members.Where(member => member.Id == id).Select(MemberKey.Of).FirstOrDefaultAsync(cancellationToken);

    // All that match, when the rarest of the words and tags is rare.
    private async Task<List<MemberKey>?> FindFewAsync(MemberFilter filter, CancellationToken cancellationToken)
    {
        IQueryable<long>? rarest = null;
        var least = Few + 1;
        foreach (var ids in SearchText.WordsOf(filter.Search).Select(IdsByWord).Concat(filter.Tags.Select(IdsByTag)))
        {
            var count = await ids.Take(least).CountAsync(cancellationToken);
            if (count < least) (rarest, least) = (ids, count);
        }

        return rarest is null
            ? null
            : await Matching(filter).Where(member => rarest.Contains(member.Id)).Select(MemberKey.Of).ToListAsync(cancellationToken);
    }

    private IQueryable<long> IdsByWord(string word)
    {
        var end = EndOf(word);
        return db.MemberSearchTerms.Where(term => string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, end) < 0)
            .Select(term => term.MemberId);
    }

    private IQueryable<long> IdsByTag(string tag) => db.MemberTags.Where(row => row.Tag == tag).Select(row => row.MemberId);

    private IQueryable<Member> Matching(MemberFilter filter)
    {
        IQueryable<Member> members = db.Members;
        if (filter.Status is { } status)
        {
            // Not "equals": SQLite would take the index of the status and sort what it finds, for orders that index does not have.
            var others = Enum.GetValues<MemberStatus>().Where(other => other != status).ToArray();
            var (first, second) = (others[0], others[1]);
            members = filter.Sort == MemberSort.Name
                ? members.Where(member => member.Status == status)
                : members.Where(member => member.Status != first && member.Status != second);
        }

        foreach (var word in SearchText.WordsOf(filter.Search))
        {
            var end = EndOf(word);
            members = members.Where(
                member => member.SearchTerms.Any(term => string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, end) < 0));
        }

        foreach (var tag in filter.Tags) members = members.Where(member => member.Tags.Any(row => row.Tag == tag));
        return members;
    }

    // Exact where an index range is the answer; counted up to a limit where every row is asked.
    private async Task<BoundedCount> CountAsync(MemberFilter filter, CancellationToken cancellationToken) =>
        SearchText.WordsOf(filter.Search).Count == 0 && filter.Tags.Count == 0
            ? new BoundedCount(await Matching(filter with { Sort = MemberSort.Name }).CountAsync(cancellationToken), true)
            : await Matching(filter).CountUpToAsync(CountLimit, cancellationToken);

    private async Task<IReadOnlyList<MemberRow>> RowsAsync(List<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        var members = await db.Members.Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, cancellationToken);
        var tags = (await db.MemberTags.Where(tag => ids.Contains(tag.MemberId)).ToListAsync(cancellationToken))
            .ToLookup(tag => tag.MemberId, tag => tag.Tag);
        var amounts = await remaining.RunAsync(ids, now, cancellationToken);
        return
        [
            .. from id in ids
               where members.ContainsKey(id)
               let member = members[id]
               select new MemberRow(id, member.Reference, member.Name, member.Email, member.Kind, member.Status, member.JoinedOn,
                   [.. tags[id].Order(StringComparer.Ordinal)], [.. amounts[id]]),
        ];
    }

    // IX_MemberTags_Tag, from one tag straight to the next: as many seeks as there are tags, however many members have them.
    private async Task<IReadOnlyList<string>> TagsAsync(CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        var last = "";
        while (tags.Count < MaxTags)
        {
            var passed = last;
            var next = await db.MemberTags.Where(tag => string.Compare(tag.Tag, passed) > 0).OrderBy(tag => tag.Tag).Select(tag => tag.Tag)
                .FirstOrDefaultAsync(cancellationToken);
            if (next is null || next == last) break;
            tags.Add(last = next);
        }

        return tags;
    }

    // The first text that no longer begins with the word, but for letters nobody writes.
    private static string EndOf(string word) => word + '\uffff';
}

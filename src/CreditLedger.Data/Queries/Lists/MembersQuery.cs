using System.Linq.Expressions;
using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Supply;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Lists;

/// <summary>
/// The members list. Found by IX_MemberSearchTerms_Term and IX_MemberTags_Tag; in order by IX_Members_SortName (with a status
/// IX_Members_Status_SortName), UX_Members_Reference, IX_Members_JoinedOn. Whose credit was refused: IX_MembershipLines_SetAside.
/// </summary>
public sealed class MembersQuery(LedgerDbContext db, RemainingQuery remaining) : ListQuery<MemberFilter, Member, MemberListRow>
{
    private static readonly Dictionary<MemberSort, ListOrder<Member>> Orders = new()
    {
        [MemberSort.Name] = ListOrder<Member>.By(member => member.Id, member => member.SortName),
        [MemberSort.Reference] = ListOrder<Member>.By(member => member.Id, member => member.Reference),
        [MemberSort.Joined] = ListOrder<Member>.By(member => member.Id, member => member.JoinedOn),
    };

    private static readonly CompiledQuery<Func<LedgerDbContext, IReadOnlyList<long>, IAsyncEnumerable<MemberListRow>>> Rows =
        new(() => EF.CompileAsyncQuery((LedgerDbContext db, IReadOnlyList<long> ids) =>
            db.Members.Where(member => ids.Contains(member.Id)).Select(member => new MemberListRow(
                member.Id, member.Reference, member.Name, member.Email, member.Kind, member.Status, member.JoinedOn))));

    private static readonly CompiledQuery<Func<LedgerDbContext, IReadOnlyList<long>, IAsyncEnumerable<MemberTag>>> TagsOf =
        new(() => EF.CompileAsyncQuery((LedgerDbContext db, IReadOnlyList<long> ids) =>
            db.MemberTags.Where(tag => ids.Contains(tag.MemberId))));

    private protected override IQueryable<Member> All => db.Members.Where(member => member.MergedIntoId == null);

    private protected override Expression<Func<Member, long>> Id => member => member.Id;

    private protected override ListOrder<Member> OrderOf(MemberFilter filter) => Orders[filter.Sort];

    private protected override bool IsDescending(MemberFilter filter) => filter.Descending;

    private protected override IEnumerable<IQueryable<long>> Narrow(MemberFilter filter, DateTime now)
    {
        foreach (var word in SearchText.WordsOf(filter.Search))
        {
            var end = SearchText.EndOf(word);
            yield return db.MemberSearchTerms
                .Where(term => string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, end) < 0).Select(term => term.MemberId);
        }

        if (filter.NoCreditLeft) yield return NoCreditLeft.Of(db, now).Select(owner => owner.OwnerId);
        if (filter.CreditRefused) yield return SetAsideQuery.MembersOf(db, now);
        foreach (var tag in filter.Tags) yield return db.MemberTags.Where(row => row.Tag == tag).Select(row => row.MemberId);
    }

    // Records that were merged are found by their survivors (R50).
    private protected override IQueryable<Member> Matching(MemberFilter filter, DateTime now) =>
        WithMerged(filter, now).Where(member => member.MergedIntoId == null);

    private IQueryable<Member> WithMerged(MemberFilter filter, DateTime now)
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
            var end = SearchText.EndOf(word);
            members = members.Where(
                member => member.SearchTerms.Any(term => string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, end) < 0));
        }

        if (filter.NoCreditLeft)
        {
            var without = NoCreditLeft.Of(db, now).Select(owner => owner.OwnerId);

            // Not the key itself: SQLite would look each up by it and sort what it finds, for orders that an index has.
            members = members.Where(member => without.Contains(member.Id + 0));
        }

        if (filter.CreditRefused)
        {
            var refused = SetAsideQuery.MembersOf(db, now);
            members = members.Where(member => refused.Contains(member.Id + 0));
        }

        foreach (var tag in filter.Tags) members = members.Where(member => member.Tags.Any(row => row.Tag == tag));
        return members;
    }

    // Exact where an index range is the answer, less the few of IX_Members_MergedIntoId; counted up to a limit where every row is asked.
    private protected override async Task<(BoundedCount, IReadOnlyList<OutstandingAmount>?)> TotalAsync(
        MemberFilter filter, IQueryable<Member> matching, Counting counting, CancellationToken cancellationToken)
    {
        if (SearchText.WordsOf(filter.Search).Count > 0 || filter is not { Tags.Count: 0, NoCreditLeft: false, CreditRefused: false })
            return await base.TotalAsync(filter, matching, counting, cancellationToken);
        var all = WithMerged(filter with { Sort = MemberSort.Name }, counting.Now);
        var merged = await all.CountAsync(member => member.MergedIntoId != null, cancellationToken);
        return (new BoundedCount(await all.CountAsync(cancellationToken) - merged, true), null);
    }

    private protected override async Task<IReadOnlyList<MemberListRow>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var members = await Rows.For(db)(db, ids)
            .ToDictionaryAsync(member => member.Id, cancellationToken: cancellationToken);
        var tags = (await TagsOf.For(db)(db, ids).ToListAsync(cancellationToken)).ToLookup(tag => tag.MemberId, tag => tag.Tag);
        var amounts = await remaining.RunAsync(ids, now, cancellationToken);
        return
        [
            .. from id in ids
               where members.ContainsKey(id)
               select members[id] with { Tags = [.. tags[id].Order(StringComparer.Ordinal)], Remaining = amounts[id] },
        ];
    }
}

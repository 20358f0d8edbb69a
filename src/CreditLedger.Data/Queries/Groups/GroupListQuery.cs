using CreditLedger.Data.Model;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Groups;

/// <summary>The groups list by name: IX_Groups_SortName, with a kind IX_Groups_Kind_SortName, each walked in its order.</summary>
public sealed class GroupListQuery(LedgerDbContext db)
{
    private const int CountLimit = 1_000;

    /// <summary>One page.</summary>
    public async Task<GroupListPage> RunAsync(GroupFilter filter, PagePosition position, int pageSize, CancellationToken cancellationToken)
    {
        var matching = Matching(filter);
        var anchor = position.Id == 0
            ? null
            : await db.Groups.Where(group => group.Id == position.Id).Select(group => new GroupKey(group.SortName, group.Id))
                .FirstOrDefaultAsync(cancellationToken);
        var page = await Keyset.ReadAsync<Row, GroupKey>(position, anchor, pageSize,
            (forward, beyond, take) => Ordered(matching, forward, beyond).Take(take)
            .Select(group => new Row(group.Id, group.Name, group.Kind, group.OwnerId, group.Owner!.Name, group.Members.Count))
            .ToListAsync(cancellationToken));
        var ids = page.Rows.Select(row => row.Id).ToList();
        var shares = (await db.GroupShares.Where(share => ids.Contains(share.GroupId)).ToListAsync(cancellationToken))
            .ToLookup(share => share.GroupId, share => share.Kind);
        return new GroupListPage(
            page.With<GroupListRow>(
                [.. page.Rows.Select(row =>
                new GroupListRow(row.Id, row.Name, row.Kind, row.OwnerId, row.OwnerName, row.Members, [.. shares[row.Id].Order()]))]),
            await matching.CountUpToAsync(CountLimit, cancellationToken));
    }

    private IQueryable<Group> Matching(GroupFilter filter)
    {
        var groups = filter.Archived ? db.Groups.Where(group => group.ArchivedAt != null) : db.Groups.Where(
            group => group.ArchivedAt == null);
        if (filter.Kind is { } kind) groups = groups.Where(group => group.Kind == kind);
        foreach (var word in SearchText.WordsOf(filter.Search)) groups = groups.Where(group => group.SortName.Contains(word));
        return groups;
    }

    private static IQueryable<Group> Ordered(IQueryable<Group> groups, bool forward, GroupKey? beyond)
    {
        if (beyond is { SortName: var name, Id: var id })
        {
            groups = forward
                ? groups.Where(
                    group => string.Compare(group.SortName, name) >= 0 && (string.Compare(group.SortName, name) > 0 || group.Id > id))
                : groups.Where(
                    group => string.Compare(group.SortName, name) <= 0 && (string.Compare(group.SortName, name) < 0 || group.Id < id));
        }

        return forward
            ? groups.OrderBy(group => group.SortName).ThenBy(group => group.Id)
            : groups.OrderByDescending(group => group.SortName).ThenByDescending(group => group.Id);
    }

    private sealed record GroupKey(string SortName, long Id);

    private sealed record Row(long Id, string Name, GroupKind Kind, long OwnerId, string OwnerName, int Members);
}

using System.Linq.Expressions;
using CreditLedger.Data.Model;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>The groups by name: IX_Groups_SortName, with a kind IX_Groups_Kind_SortName, each walked in its order.</summary>
public sealed class GroupListQuery(LedgerDbContext db) : ListQuery<GroupFilter, Group, GroupListRow>
{
    private static readonly ListOrder<Group> ByName = ListOrder<Group>.By(group => group.Id, group => group.SortName);

    private protected override IQueryable<Group> All => db.Groups;

    private protected override Expression<Func<Group, long>> Id => group => group.Id;

    private protected override ListOrder<Group> OrderOf(GroupFilter filter) => ByName;

    private protected override bool IsDescending(GroupFilter filter) => filter.Descending;

    private protected override IQueryable<Group> Matching(GroupFilter filter, DateTime now)
    {
        var groups = filter.Archived
            ? db.Groups.Where(group => group.ArchivedAt != null)
            : db.Groups.Where(group => group.ArchivedAt == null);
        if (filter.Kind is { } kind) groups = groups.Where(group => group.Kind == kind);
        foreach (var word in SearchText.WordsOf(filter.Search)) groups = groups.Where(group => group.SortName.Contains(word));
        return groups;
    }

    private protected override async Task<IReadOnlyList<GroupListRow>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var groups = await db.Groups.Where(group => ids.Contains(group.Id))
            .Select(group => new GroupListRow(group.Id, group.Name, group.Kind, group.OwnerId, group.Owner!.Name,
                group.Members.Count(row => row.StartsAt <= now && (row.EndsAt == null || row.EndsAt > now))))
            .ToDictionaryAsync(group => group.Id, cancellationToken);
        var shares = (await db.GroupShares
            .Where(share => ids.Contains(share.GroupId) && share.StartsAt <= now && (share.EndsAt == null || share.EndsAt > now))
            .ToListAsync(cancellationToken))
            .ToLookup(share => share.GroupId, share => share.Kind);
        return [.. ids.Where(groups.ContainsKey).Select(id => groups[id] with { Shares = [.. shares[id].Order()] })];
    }
}

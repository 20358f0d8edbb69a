using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Data.Queries.Groups;

/// <summary>
/// Groups with their members, rights and caps. Primary keys of the groups' tables; a member's groups by IX_GroupMembers_MemberId and
/// IX_Groups_OwnerId; what is used of caps by IX_SharedUses_UsedBy.
/// </summary>
public sealed class GroupQuery(LedgerDbContext db, LedgerRules rules)
{
    /// <summary>One group, if there is one.</summary>
    public async Task<GroupDetails?> OneAsync(long id, DateTime now, CancellationToken cancellationToken) =>
        (await ReadAsync([id], now, cancellationToken)).FirstOrDefault();

    /// <summary>The groups that a member owns or is in, those not archived, by name.</summary>
    public async Task<IReadOnlyList<GroupDetails>> OfMemberAsync(long memberId, DateTime now, CancellationToken cancellationToken)
    {
        var owned = await db.Groups.Where(group => group.OwnerId == memberId && group.ArchivedAt == null).Select(group => group.Id)
            .ToListAsync(cancellationToken);
        var joined = await db.GroupMembers.Where(row => row.MemberId == memberId && row.Group!.ArchivedAt == null)
            .Select(row => row.GroupId).ToListAsync(cancellationToken);
        return await ReadAsync([.. owned.Union(joined)], now, cancellationToken);
    }

    private async Task<List<GroupDetails>> ReadAsync(List<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        var groups = await db.Groups.Where(group => ids.Contains(group.Id))
            .Select(group => new { Group = group, OwnerName = group.Owner!.Name, group.Owner.Reference }).ToListAsync(cancellationToken);
        var shares = (await db.GroupShares.Where(share => ids.Contains(share.GroupId)).ToListAsync(cancellationToken))
            .ToLookup(share => share.GroupId, share => share.Kind);
        var members = await db.GroupMembers.Where(row => ids.Contains(row.GroupId))
            .Select(row => new
            {
                row.GroupId,
                row.MemberId,
                row.MayUse,
                row.Member!.Name,
                row.Member.SortName,
                row.Member.Reference,
                row.Member.Status
            })
            .ToListAsync(cancellationToken);
        var caps = await db.GroupCaps.Where(cap => ids.Contains(cap.GroupId)).ToListAsync(cancellationToken);
        var uses = caps.Count == 0 ? [] : await UsesAsync(caps, now, cancellationToken);
        var capsByMember = caps.ToLookup(cap => (cap.GroupId, cap.MemberId));
        var membersByGroup = members.OrderBy(row => row.SortName, StringComparer.Ordinal).ThenBy(row => row.MemberId)
            .ToLookup(row => row.GroupId);
        return
        [
            .. groups.OrderBy(row => row.Group.SortName, StringComparer.Ordinal).ThenBy(row => row.Group.Id).Select(row => new GroupDetails(
                row.Group.Id, row.Group.Name, row.Group.Kind, row.Group.OwnerId, row.OwnerName, row.Reference, row.Group.SharedFirst,
                row.Group.ArchivedAt,
                [.. shares[row.Group.Id].Order()],
                [
                    .. membersByGroup[row.Group.Id].Select(member => new GroupMemberDetails(
                        member.MemberId, member.Name, member.Reference, member.Status, member.MayUse,
                        [.. capsByMember[(row.Group.Id, member.MemberId)].OrderBy(cap => cap.Kind)
                            .Select(cap => DetailsOf(cap, row.Group.OwnerId, uses, now))])),
                ]) { Version = row.Group.Version }),
        ];
    }

    private CapDetails DetailsOf(GroupCap cap, long ownerId, List<SharedUsage> uses, DateTime now)
    {
        var window = CapWindow.Of(cap.Period, now, rules.Zone);
        var used = uses
            .Where(use => use.MemberId == cap.MemberId && use.OwnerId == ownerId && use.Unit.Kind == cap.Kind
                && window.Contains(use.UsedAt))
            .GroupBy(use => use.Unit)
            .Select(unit => new RemainingAmount(unit.Key, unit.Sum(use => use.Amount)))
            .OrderBy(unit => unit.Unit.Code, StringComparer.Ordinal);
        return new CapDetails(cap.Kind, new Cap(cap.Amount, cap.Period), window, [.. used]);
    }

    private async Task<List<SharedUsage>> UsesAsync(List<GroupCap> caps, DateTime now, CancellationToken cancellationToken)
    {
        var windows = caps.Select(cap => cap.Period).Distinct().Select(period => CapWindow.Of(period, now, rules.Zone)).ToList();
        var (from, until) = (windows.Min(window => window.From), windows.Max(window => window.Until));
        var members = caps.Select(cap => cap.MemberId).Distinct().ToList();
        var kinds = caps.Select(cap => cap.Kind).Distinct().ToList();
        var uses = await db.SharedUses
            .Where(use => members.Contains(use.UsedById) && kinds.Contains(use.BenefitKind) && use.UsedAt >= from && use.UsedAt < until
                && use.Entry!.Kind == EntryKind.Usage && !db.Reversals.Any(later => later.ReversesEntryId == use.EntryId))
            .Select(use => new
            {
                use.EntryId,
                use.UsedById,
                use.OwnerId,
                use.BenefitKind,
                use.Entry!.Credit!.Benefit!.Currency,
                use.UsedAt,
                use.Entry.Amount
            })
            .ToListAsync(cancellationToken);
        return uses.ConvertAll(use =>
            new SharedUsage(use.EntryId, use.UsedById, use.OwnerId, Unit.Of(use.BenefitKind, use.Currency), use.UsedAt, -use.Amount));
    }
}

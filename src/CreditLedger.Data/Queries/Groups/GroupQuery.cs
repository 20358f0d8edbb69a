using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Data.Queries.Groups;

/// <summary>
/// Groups with their members, rights and caps. Primary keys of the groups' tables; a member's groups by IX_GroupMembers_MemberId and
/// IX_Groups_OwnerId; what is used of caps by IX_SharedUses_OccursAt.
/// </summary>
public sealed class GroupQuery(LedgerDbContext db, LedgerRules rules)
{
    /// <summary>One group, if there is one.</summary>
    public async Task<GroupDetails?> OneAsync(long id, DateTime now, CancellationToken cancellationToken) =>
        (await ReadAsync([id], now, cancellationToken)).FirstOrDefault();

    /// <summary>The groups that a member owns, is, will be or was in, those not archived, by name.</summary>
    public async Task<IReadOnlyList<GroupDetails>> OfMemberAsync(long memberId, DateTime now, CancellationToken cancellationToken)
    {
        var owned = await OwnedIdsAsync(memberId, cancellationToken);
        var joined = await db.GroupMembers.Where(row => row.MemberId == memberId && row.Group!.ArchivedAt == null)
            .Select(row => row.GroupId).Distinct().ToListAsync(cancellationToken);
        return await ReadAsync([.. owned.Union(joined)], now, cancellationToken);
    }

    /// <summary>The groups that a member owns, those not archived, by name.</summary>
    public async Task<IReadOnlyList<GroupDetails>> OwnedByAsync(long memberId, DateTime now, CancellationToken cancellationToken) =>
        await ReadAsync(await OwnedIdsAsync(memberId, cancellationToken), now, cancellationToken);

    private Task<List<long>> OwnedIdsAsync(long memberId, CancellationToken cancellationToken) =>
        db.Groups.Where(group => group.OwnerId == memberId && group.ArchivedAt == null).Select(group => group.Id)
            .ToListAsync(cancellationToken);

    private async Task<List<GroupDetails>> ReadAsync(List<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        var groups = await db.Groups.Where(group => ids.Contains(group.Id))
            .Select(group => new { Group = group, OwnerName = group.Owner!.Name, group.Owner.Reference }).ToListAsync(cancellationToken);
        var shares = (await db.GroupShares.Where(share => ids.Contains(share.GroupId)).ToListAsync(cancellationToken))
            .OrderBy(share => share.Kind).ThenBy(share => share.StartsAt)
            .ToLookup(share => share.GroupId, share => new SharedKind(share.Kind, new Validity(share.StartsAt, share.EndsAt)));
        var people = await db.GroupMembers.Where(row => ids.Contains(row.GroupId))
            .Select(row => new GroupPlace(row, row.Member!.Name, row.Member.SortName, row.Member.Reference, row.Member.Status))
            .ToListAsync(cancellationToken);
        var caps = await db.GroupCaps.Where(cap => ids.Contains(cap.GroupId)).ToListAsync(cancellationToken);
        var named = (await db.GroupBenefits.Where(row => ids.Contains(row.GroupId))
            .Select(row => new { row.GroupId, row.MemberId, row.StartsAt, row.BenefitId, row.Benefit!.Name })
            .ToListAsync(cancellationToken))
            .ToLookup(row => (row.GroupId, row.MemberId, row.StartsAt), row => new NamedBenefit(row.BenefitId, row.Name));
        var terms = new GroupTermsReader(
            caps.ToLookup(cap => (cap.GroupId, cap.MemberId, cap.StartsAt)), named,
            caps.Count == 0 ? [] : await UsesAsync(caps, now, cancellationToken), rules.Zone, now);
        var members = people.OrderBy(row => row.SortName, StringComparer.Ordinal).ThenBy(row => row.Row.MemberId)
            .ToLookup(row => row.Row.GroupId);
        return
        [
            .. groups.OrderBy(row => row.Group.SortName, StringComparer.Ordinal).ThenBy(row => row.Group.Id).Select(row =>
            {
                var all = members[row.Group.Id].GroupBy(member => member.Row.MemberId)
                    .Select(member => terms.DetailsOf([.. member.OrderBy(place => place.Row.StartsAt)], row.Group.OwnerId)).ToList();
                return new GroupDetails(
                    row.Group.Id, row.Group.Name, row.Group.Kind, row.Group.OwnerId, row.OwnerName, row.Reference, row.Group.SharedFirst,
                    row.Group.ArchivedAt,
                    [.. shares[row.Group.Id].Where(shared => shared.Holds.Contains(now)).Select(shared => shared.Kind)],
                    all.FindAll(member => !member.InGroup.IsOver(now)))
                {
                    Version = row.Group.Version,
                    SharedKinds = [.. shares[row.Group.Id]],
                    Former = all.FindAll(member => member.InGroup.IsOver(now)),
                };
            }),
        ];
    }

    private async Task<List<SharedUsage>> UsesAsync(List<GroupCap> caps, DateTime now, CancellationToken cancellationToken)
    {
        var windows = caps.Select(cap => cap.Period).Distinct().Select(period => CapWindow.Of(period, now, rules.Zone)).ToList();
        var (from, until) = (windows.Min(window => window.From), windows.Max(window => window.Until));
        var members = caps.Select(cap => cap.MemberId).Distinct().ToList();
        var kinds = caps.Select(cap => cap.Kind).Distinct().ToList();
        var uses = await db.SharedUses
            .Where(use => members.Contains(use.UsedById) && kinds.Contains(use.BenefitKind) && use.OccursAt >= from && use.OccursAt < until
                && use.Entry!.Kind == EntryKind.Usage && !db.Reversals.Any(later => later.ReversesEntryId == use.EntryId))
            .Select(use => new
            {
                use.EntryId,
                use.UsedById,
                use.OwnerId,
                use.BenefitKind,
                use.Entry!.Credit!.Benefit!.Currency,
                use.OccursAt,
                use.Entry.Amount
            })
            .ToListAsync(cancellationToken);
        return uses.ConvertAll(use =>
            new SharedUsage(use.EntryId, use.UsedById, use.OwnerId, Unit.Of(use.BenefitKind, use.Currency), use.OccursAt, -use.Amount));
    }
}

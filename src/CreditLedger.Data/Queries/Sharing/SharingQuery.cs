using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Queries.Sharing;

/// <summary>
/// What others share with a member, and how much of it is used where a cap counts (R13): what pages show by the same rule as a usage obeys.
/// IX_GroupMembers_MemberId; IX_SharedUses_UsedBy only for members with caps.
/// </summary>
public sealed class SharingQuery(LedgerDbContext db, LedgerRules rules)
{
    internal SiteZone Zone => rules.Zone;

    /// <summary>One member's, at a moment.</summary>
    public async Task<SharingOf> RunAsync(long memberId, DateTime now, CancellationToken cancellationToken)
    {
        var groups = await db.GroupMembers
            .Where(row => row.MemberId == memberId && row.Group!.ArchivedAt == null)
            .Select(row => new Membership(row.GroupId, row.MayUse, row.Member!.Name, row.Group!.Name, row.Group.OwnerId, row.Group.Owner!.Name, row.Group.SharedFirst))
            .ToListAsync(cancellationToken);
        if (groups.Count == 0) return new SharingOf(memberId, [], []);
        var accesses = await AccessesAsync(memberId, groups, cancellationToken);
        return new SharingOf(
            memberId, accesses, accesses.Any(access => access.Caps.Count > 0) ? await UsesAsync(memberId, accesses, now, cancellationToken) : []);
    }

    private async Task<List<SharedAccess>> AccessesAsync(long memberId, List<Membership> groups, CancellationToken cancellationToken)
    {
        var ids = groups.ConvertAll(group => group.GroupId);
        var shares = (await db.GroupShares.Where(share => ids.Contains(share.GroupId)).ToListAsync(cancellationToken))
            .ToLookup(share => share.GroupId, share => share.Kind);
        var caps = (await db.GroupCaps.Where(cap => ids.Contains(cap.GroupId) && cap.MemberId == memberId).ToListAsync(cancellationToken))
            .ToLookup(cap => cap.GroupId);
        return groups.ConvertAll(group => new SharedAccess(memberId, group.MemberName, group.GroupId, group.GroupName, group.OwnerId, group.OwnerName)
        {
            MayUse = group.MayUse,
            SharedFirst = group.SharedFirst,
            Kinds = shares[group.GroupId].ToHashSet(),
            Caps = caps[group.GroupId].ToDictionary(cap => cap.Kind, cap => new Cap(cap.Amount, cap.Period)),
        });
    }

    private async Task<List<SharedUsage>> UsesAsync(long memberId, List<SharedAccess> accesses, DateTime now, CancellationToken cancellationToken)
    {
        var windows = accesses.SelectMany(access => access.Caps.Values).Select(cap => CapWindow.Of(cap.Period, now, rules.Zone)).ToList();
        var kinds = accesses.SelectMany(access => access.Caps.Keys).Distinct().ToList();
        var (from, until) = (windows.Min(window => window.From), windows.Max(window => window.Until));
        var uses = await db.SharedUses
            .Where(use => use.UsedById == memberId && kinds.Contains(use.BenefitKind) && use.UsedAt >= from && use.UsedAt < until
                && use.Entry!.Kind == EntryKind.Usage && !db.LedgerEntries.Any(later => later.ReversesEntryId == use.EntryId))
            .Select(use => new { use.EntryId, use.OwnerId, use.BenefitKind, use.Entry!.Credit!.Benefit!.Currency, use.UsedAt, use.Entry.Amount })
            .ToListAsync(cancellationToken);
        return uses.ConvertAll(use =>
            new SharedUsage(use.EntryId, memberId, use.OwnerId, Unit.Of(use.BenefitKind, use.Currency), use.UsedAt, -use.Amount));
    }

    private sealed record Membership(long GroupId, bool MayUse, string MemberName, string GroupName, long OwnerId, string OwnerName, bool SharedFirst);
}

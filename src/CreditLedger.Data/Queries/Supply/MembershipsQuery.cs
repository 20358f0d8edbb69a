using CreditLedger.Data.Model;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>Memberships. IX_Memberships_MemberId for a member's; the primary key for one.</summary>
public sealed class MembershipsQuery(LedgerDbContext db, RenewalsQuery renewals)
{
    private const int MaxCurrent = 100;

    /// <summary>One membership with its next periods; none when there is no such membership.</summary>
    public async Task<MembershipSummary?> OneAsync(long id, CancellationToken cancellationToken)
    {
        var found = await db.Memberships.Where(membership => membership.Id == id).Summaries().FirstOrDefaultAsync(cancellationToken);
        return found is null ? null : (await WithLinesAsync([found], cancellationToken))[0];
    }

    /// <summary>A member's memberships that are not over, the latest first, with their next periods.</summary>
    public async Task<IReadOnlyList<MembershipSummary>> CurrentAsync(long memberId, DateTime now, CancellationToken cancellationToken)
    {
        var current = await db.Memberships.Where(
            membership => membership.MemberId == memberId && (membership.EndsAt == null || membership.EndsAt > now))
            .OrderByDescending(membership => membership.Id).Take(MaxCurrent).Summaries().ToListAsync(cancellationToken);
        return await WithLinesAsync(current, cancellationToken);
    }

    /// <summary>A member's memberships that are over, the latest first, by page.</summary>
    public async Task<KeysetPage<MembershipSummary>> PastAsync(
        long memberId, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var anchor = position.Id == 0 ? null : new PastKey(position.Id);
        long[] records = [memberId, .. await db.MergedIntoAsync(memberId, cancellationToken)];
        return await Keyset.ReadAsync<MembershipSummary, PastKey>(position, anchor, pageSize, async (forward, beyond, take) =>
        {
            var rows = (await records.OfEachAsync(record => OfOneAsync(record, forward, beyond, take))).OrderBy(row => row.Id).ToList();
            if (forward) rows.Reverse();
            return await WithPausesAsync([.. rows.Take(take)], cancellationToken);
        });

        Task<List<MembershipSummary>> OfOneAsync(long record, bool forward, PastKey? beyond, int take)
        {
            var past = db.Memberships.Where(membership => membership.MemberId == record && membership.EndsAt <= now);
            if (beyond is { Id: var id })
                past = forward ? past.Where(membership => membership.Id < id) : past.Where(membership => membership.Id > id);
            var ordered = forward ? past.OrderByDescending(membership => membership.Id) : past.OrderBy(membership => membership.Id);
            return ordered.Take(take).Summaries().ToListAsync(cancellationToken);
        }
    }

    private async Task<List<MembershipSummary>> WithLinesAsync(List<MembershipSummary> memberships, CancellationToken cancellationToken)
    {
        var ids = memberships.ConvertAll(membership => membership.Id);
        var next = await renewals.RunAsync(ids, cancellationToken);
        var setAside = (await (
            from line in db.MembershipLines
            join planLine in db.PlanLines on line.PlanLineId equals planLine.Id
            where ids.Contains(line.MembershipId) && line.SetAsideAt != null
            orderby line.PlanLineId
            select new SetAsideLine(line.MembershipId, planLine.Benefit!.Name, line.SetAsideAt!.Value, line.SetAsideReason))
            .ToListAsync(cancellationToken)).ToLookup(line => line.MembershipId);
        var untracked = await UntrackedAsync(ids, cancellationToken);
        return await WithPausesAsync(
            memberships.ConvertAll(row => row with
            {
                Next = [.. next[row.Id]],
                SetAside = [.. setAside[row.Id]],
                Untracked = [.. untracked[row.Id].Order(StringComparer.OrdinalIgnoreCase)],
            }), cancellationToken);
    }

    // By the primary keys of MembershipLines and PlanLineTerms: a line keeps its way of counting until it ends.
    private async Task<ILookup<long, string>> UntrackedAsync(List<long> ids, CancellationToken cancellationToken) => (await (
        from line in db.MembershipLines
        join planLine in db.PlanLines on line.PlanLineId equals planLine.Id
        where ids.Contains(line.MembershipId)
            && planLine.Terms.OrderByDescending(terms => terms.EffectiveFrom).Select(terms => terms.Tracking).First()
                == LineTracking.Untracked
        select new { line.MembershipId, planLine.Benefit!.Name })
        .ToListAsync(cancellationToken)).ToLookup(line => line.MembershipId, line => line.Name);

    private async Task<List<MembershipSummary>> WithPausesAsync(List<MembershipSummary> memberships, CancellationToken cancellationToken)
    {
        var pauses = await db.PausesOfAsync([.. memberships.Where(row => row.PauseCount > 0).Select(row => row.Id)], cancellationToken);
        return pauses.Count == 0 ? memberships
            : memberships.ConvertAll(row => pauses.TryGetValue(row.Id, out var of) ? row with { Pauses = of } : row);
    }

    private sealed record PastKey(long Id);
}

internal static class MembershipSummaries
{
    /// <summary>A row each.</summary>
    public static IQueryable<MembershipSummary> Summaries(this IQueryable<Membership> memberships) => memberships.Select(
        membership => new MembershipSummary(
        membership.Id, membership.MemberId, membership.Member!.Name, membership.Member.Reference, membership.PlanId,
        membership.Plan!.Name, membership.StartsOn, membership.EndsAt, membership.AgreedEndsAt, membership.FollowsId)
        { PauseCount = membership.PauseCount });
}

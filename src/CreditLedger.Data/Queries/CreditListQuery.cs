using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries;

/// <summary>
/// All credits of the space, soonest end first; expired ones latest first. IX_CreditBalances_ExpiresAt is walked from the page's beginning,
/// and what is asked of a row is looked up; what few credits match (an owner's: IX_MemberSearchTerms_Term, IX_Credits_OwnerId_ExpiresAt; a
/// plan's: IX_Memberships_PlanId, UX_MembershipCredits_R25_OncePerPeriod) is found from there and sorted in memory.
/// </summary>
public sealed class CreditListQuery(LedgerDbContext db)
{
    private const int CountLimit = 10_000;

    /// <summary>No credit ends before it: makes a range of what would be a walk over the whole index.</summary>
    private static readonly DateTime Beginning = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>How many are few; tests set it low.</summary>
    internal int Few { get; init; } = 2_000;

    /// <summary>One page.</summary>
    public async Task<CreditListPage> RunAsync(
        CreditFilter filter, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var rarest = await RarestAsync(filter, cancellationToken);
        var few = rarest is null ? null : await KeysOf(Matching(filter, rarest, now)).ToListAsync(cancellationToken);
        var anchor = position.Id == 0
            ? null
            : await KeysOf(db.CreditBalances.Where(balance => balance.CreditId == position.Id)).FirstOrDefaultAsync(cancellationToken);
        var keys = await Keyset.ReadAsync<CreditKey, CreditKey>(position, anchor, pageSize,
            (forward, beyond, take) => ReadAsync(filter, few, forward, beyond, take, now, cancellationToken));
        var total = few is null ? await Matching(filter, null, now)
            .CountUpToAsync(CountLimit, cancellationToken) : new BoundedCount(few.Count, true);
        return new CreditListPage(
            keys.With(await RowsAsync([.. keys.Rows.Select(key => key.Id)], now, cancellationToken)),
            total,
            total.IsExact ? await TotalsAsync(Matching(filter, rarest, now), cancellationToken) : null);
    }

    /// <summary>The numbers of the first so many that match, in the list's order.</summary>
    public async Task<IReadOnlyList<long>> IdsAsync(CreditFilter filter, int most, DateTime now, CancellationToken cancellationToken)
    {
        var rarest = await RarestAsync(filter, cancellationToken);
        var few = rarest is null ? null : await KeysOf(Matching(filter, rarest, now)).ToListAsync(cancellationToken);
        return [.. (await ReadAsync(filter, few, true, null, most, now, cancellationToken)).Select(key => key.Id)];
    }

    private async Task<List<CreditKey>> ReadAsync(
        CreditFilter filter, List<CreditKey>? few, bool forward, CreditKey? anchor, int take, DateTime now,
        CancellationToken cancellationToken)
    {
        var ascending = forward == (filter.Status != CreditStatus.Expired);
        if (few is not null)
        {
            var sorted = ascending ? few.Order() : few.OrderDescending();
            return [.. sorted.Where(key => anchor is null || (ascending ? key.CompareTo(anchor) > 0 : key.CompareTo(anchor) < 0))
                .Take(take)];
        }

        var rows = Matching(filter, null, now);
        if (anchor is { ExpiresAt: var end, Id: var id })
        {
            rows = ascending
                ? rows.Where(balance => balance.ExpiresAt >= end && (balance.ExpiresAt > end || balance.CreditId > id))
                : rows.Where(balance => balance.ExpiresAt <= end && (balance.ExpiresAt < end || balance.CreditId < id));
        }

        var ordered = ascending
            ? rows.OrderBy(balance => balance.ExpiresAt).ThenBy(balance => balance.CreditId)
            : rows.OrderByDescending(balance => balance.ExpiresAt).ThenByDescending(balance => balance.CreditId);
        return await KeysOf(ordered.Take(take)).ToListAsync(cancellationToken);
    }

    private static IQueryable<CreditKey> KeysOf(IQueryable<CreditBalance> balances) =>
        balances.Select(balance => new CreditKey(balance.ExpiresAt, balance.CreditId));

    private IQueryable<CreditBalance> Matching(CreditFilter filter, IQueryable<long>? rarest, DateTime now)
    {
        var balances = OfStatus(filter, now);
        if (rarest is not null) balances = balances.Where(balance => rarest.Contains(balance.CreditId));
        if (filter.EndsBy is { } by) balances = balances.Where(balance => balance.ExpiresAt <= by);
        if (filter.BenefitId is { } benefit) balances = balances.Where(balance => balance.BenefitId == benefit);
        if (filter.Kind is { } kind)
        {
            // Not "equals": SQLite would take IX_CreditBalances_Outstanding for it, and sort.
            var others = Enum.GetValues<BenefitKind>().Where(other => other != kind).ToArray();
            balances = balances.Where(balance => !others.Contains(balance.BenefitKind));
        }

        if (filter.Source is { } source)
            balances = balances.Where(balance => db.Credits.Any(credit => credit.Id == balance.CreditId && credit.Source == source));
        if (filter.PlanId is { } plan)
            balances = balances.Where(
                balance => db.MembershipCredits.Any(credit => credit.CreditId == balance.CreditId && credit.Membership!.PlanId == plan));
        foreach (var word in SearchText.WordsOf(filter.Owner))
        {
            var end = EndOf(word);
            balances = balances.Where(balance => db.MemberSearchTerms.Any(term =>
                term.MemberId == balance.OwnerId && string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, end) < 0));
        }

        return balances;
    }

    private IQueryable<CreditBalance> OfStatus(CreditFilter filter, DateTime now)
    {
        var after = filter.EndsAfter ?? Beginning;
        if (filter.Status is CreditStatus.Current or CreditStatus.UsedUp or CreditStatus.Upcoming && after < now) after = now;
        var balances = db.CreditBalances.Where(balance => balance.ExpiresAt > after);
        return filter.Status switch
        {
            CreditStatus.Current => balances.Where(balance => balance.StartsAt <= now && balance.Balance > 0 && !balance.Revoked),
            CreditStatus.UsedUp => balances.Where(balance => balance.StartsAt <= now && balance.Balance <= 0 && !balance.Revoked),
            CreditStatus.Upcoming => balances.Where(balance => balance.StartsAt > now && !balance.Revoked),
            CreditStatus.Expired => balances.Where(balance => balance.ExpiresAt <= now && !balance.Revoked),
            CreditStatus.Revoked => balances.Where(balance => balance.Revoked),
            _ => balances,
        };
    }

    // All credits of the owners that a word finds, or of the plan: those of which there are fewest, when they are few.
    private async Task<IQueryable<long>?> RarestAsync(CreditFilter filter, CancellationToken cancellationToken)
    {
        IQueryable<long>? rarest = null;
        var least = Few + 1;
        foreach (var ids in Narrow(filter))
        {
            var count = await ids.Take(least).CountAsync(cancellationToken);
            if (count < least) (rarest, least) = (ids, count);
        }

        return rarest;
    }

    private IEnumerable<IQueryable<long>> Narrow(CreditFilter filter)
    {
        foreach (var word in SearchText.WordsOf(filter.Owner))
        {
            var end = EndOf(word);
            yield return
                from term in db.MemberSearchTerms
                where string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, end) < 0
                from credit in db.Credits.Where(credit => credit.OwnerId == term.MemberId)
                select credit.Id;
        }

        if (filter.PlanId is { } plan)
        {
            yield return
                from membership in db.Memberships
                where membership.PlanId == plan
                from credit in db.MembershipCredits.Where(credit => credit.MembershipId == membership.Id)
                select credit.CreditId;
        }
    }

    private async Task<IReadOnlyList<ListedCredit>> RowsAsync(List<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) return [];
        var credits = await db.Credits.Where(credit => ids.Contains(credit.Id)).Figures()
            .ToDictionaryAsync(credit => credit.Id, credit => CreditSummary.Of(credit, now), cancellationToken);
        var ownerIds = credits.Values.Select(credit => credit.OwnerId).Distinct().ToList();
        var owners = await db.Members.Where(member => ownerIds.Contains(member.Id))
            .Select(member => new { member.Id, member.Name, member.Reference }).ToDictionaryAsync(member => member.Id, cancellationToken);
        return
        [
            .. from id in ids
               where credits.ContainsKey(id)
               let credit = credits[id]
               let owner = owners[credit.OwnerId]
               select new ListedCredit(credit, owner.Name, owner.Reference),
        ];
    }

    private async Task<IReadOnlyList<OutstandingAmount>> TotalsAsync(IQueryable<CreditBalance> matching,
        CancellationToken cancellationToken)
    {
        var sums = await matching.GroupBy(balance => balance.BenefitId)
            .Select(benefit => new { benefit.Key, Sum = benefit.Sum(balance => balance.Balance), Count = benefit.Count() })
            .ToListAsync(cancellationToken);
        var benefitIds = sums.ConvertAll(sum => sum.Key);
        var units = await db.Benefits.Where(benefit => benefitIds.Contains(benefit.Id))
            .Select(benefit => new { benefit.Id, benefit.Kind, benefit.Currency })
            .ToDictionaryAsync(benefit => benefit.Id, benefit => Unit.Of(benefit.Kind, benefit.Currency), cancellationToken);
        return
        [
            .. sums.GroupBy(sum => units[sum.Key])
                .OrderBy(unit => unit.Key.Kind).ThenBy(unit => unit.Key.Code, StringComparer.Ordinal)
                .Select(unit => new OutstandingAmount(unit.Key, unit.Sum(sum => sum.Sum), unit.Sum(sum => sum.Count))),
        ];
    }

    // The first text that no longer begins with the word, but for letters nobody writes.
    private static string EndOf(string word) => word + '\uffff';

    private sealed record CreditKey(DateTime ExpiresAt, long Id) : IComparable<CreditKey>
    {
        public int CompareTo(CreditKey? other) =>
            other is null ? 1 : ExpiresAt != other.ExpiresAt ? ExpiresAt.CompareTo(other.ExpiresAt) : Id.CompareTo(other.Id);
    }
}

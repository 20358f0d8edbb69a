using System.Linq.Expressions;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Lists;

/// <summary>
/// All credits of the space. Walked from the page's beginning along IX_CreditBalances_ExpiresAt, with one filter along that filter's index
/// (_Outstanding for a kind, _Benefit, _Source, _Revoked), or along the key; what few credits match is found by the same indexes, by the
/// start (_StartsAt), by the owner (IX_MemberSearchTerms_Term, IX_Credits_OwnerId_ExpiresAt) or the plan (IX_Memberships_PlanId,
/// UX_MembershipCredits_R25_OncePerPeriod).
/// </summary>
public sealed class CreditListQuery(LedgerDbContext db) : ListQuery<CreditFilter, CreditBalance, ListedCredit>
{
    /// <summary>No credit ends before it: makes a range of what would be a walk over the whole index.</summary>
    private static readonly DateTime Beginning = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly BenefitKind[] Kinds = Enum.GetValues<BenefitKind>();

    private static readonly Dictionary<CreditSort, ListOrder<CreditBalance>> Orders = new()
    {
        [CreditSort.Ends] = ListOrder<CreditBalance>.By(balance => balance.CreditId, balance => balance.ExpiresAt),
        [CreditSort.Added] = ListOrder<CreditBalance>.By(balance => balance.CreditId, balance => balance.CreditId),
    };

    private static readonly CompiledQuery<Func<LedgerDbContext, IReadOnlyList<long>, IAsyncEnumerable<CreditFigures>>> Figures =
        new(() => EF.CompileAsyncQuery((LedgerDbContext db, IReadOnlyList<long> ids) =>
            db.Credits.Where(credit => ids.Contains(credit.Id)).Select(CreditFiguresProjection.Selector)));

    private static readonly CompiledQuery<Func<LedgerDbContext, IReadOnlyList<long>, IAsyncEnumerable<Owner>>> Owners =
        new(() => EF.CompileAsyncQuery((LedgerDbContext db, IReadOnlyList<long> ids) =>
            db.Members.Where(member => ids.Contains(member.Id))
                .Select(member => new Owner(member.Id, member.Name, member.Reference))));

    private protected override IQueryable<CreditBalance> All => db.CreditBalances;

    private protected override Expression<Func<CreditBalance, long>> Id => balance => balance.CreditId;

    private protected override ListOrder<CreditBalance> OrderOf(CreditFilter filter) => Orders[filter.Sort];

    // What ended last and what was added last is what one looks for.
    private protected override bool IsDescending(CreditFilter filter) =>
        filter.Descending != (filter.Sort == CreditSort.Added || filter.Status == CreditStatus.Expired);

    private protected override IQueryable<CreditBalance> Matching(CreditFilter filter, DateTime now)
    {
        var balances = OfStatus(filter, now);
        if (filter.EndsBy is { } end) balances = balances.Where(balance => balance.ExpiresAt <= end);
        // An index of a filter has the ends in order. By the key the key itself is walked: a sum is what no index is looked for by.
        var by = filter.Sort == CreditSort.Added ? 0 : (int?)null;
        if (filter.BenefitId is { } benefit)
            balances = by is { } none ? balances.Where(balance => balance.BenefitId + none == benefit)
                : balances.Where(balance => balance.BenefitId == benefit);
        if (filter.Kind is { } kind)
            balances = by is { } none ? balances.Where(balance => (int)balance.BenefitKind + none == (int)kind)
                : balances.Where(balance => balance.BenefitKind == kind);
        if (filter.Currency is { } currency)
            balances = balances.Where(balance => db.Benefits.Any(one => one.Id == balance.BenefitId && one.Currency == currency));
        if (filter.Source is { } source)
            balances = by is { } none ? balances.Where(balance => (int)balance.Source + none == (int)source)
                : balances.Where(balance => balance.Source == source);
        if (filter.PlanId is { } plan)
            balances = balances.Where(
                balance => db.MembershipCredits.Any(credit => credit.CreditId == balance.CreditId && credit.Membership!.PlanId == plan));
        foreach (var word in SearchText.WordsOf(filter.Owner))
        {
            var last = SearchText.EndOf(word);
            balances = balances.Where(balance => db.MemberSearchTerms.Any(term =>
                term.MemberId == balance.OwnerId && string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, last) < 0));
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
            CreditStatus.Current => balances.Where(balance => balance.StartsAt <= now && !balance.Revoked
                && (balance.Balance > 0 || db.Credits.Any(credit => credit.Id == balance.CreditId && credit.Unlimited))),
            CreditStatus.UsedUp => balances.Where(balance => balance.StartsAt <= now && !balance.Revoked
                && balance.Balance <= 0 && !db.Credits.Any(credit => credit.Id == balance.CreditId && credit.Unlimited)),
            CreditStatus.Upcoming => balances.Where(balance => balance.StartsAt > now && !balance.Revoked),
            CreditStatus.Expired => balances.Where(balance => balance.ExpiresAt <= now && !balance.Revoked),
            CreditStatus.Revoked => balances.Where(balance => balance.Revoked),
            _ => balances,
        };
    }

    private protected override IEnumerable<IQueryable<long>> Narrow(CreditFilter filter, DateTime now)
    {
        if (filter.Status == CreditStatus.Upcoming) yield return KeysOf(db.CreditBalances.Where(balance => balance.StartsAt > now));
        if (filter.Sort == CreditSort.Added)
        {
            if (filter.Kind is { } kind) yield return KeysOf(db.CreditBalances.Where(balance => balance.BenefitKind == kind));
            if (filter.BenefitId is { } benefit) yield return KeysOf(db.CreditBalances.Where(balance => balance.BenefitId == benefit));
            if (filter.Source is { } source) yield return KeysOf(db.CreditBalances.Where(balance => balance.Source == source));
        }

        foreach (var word in SearchText.WordsOf(filter.Owner))
        {
            var last = SearchText.EndOf(word);
            yield return
                from term in db.MemberSearchTerms
                where string.Compare(term.Term, word) >= 0 && string.Compare(term.Term, last) < 0
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

    // One statement for the count and the sums, which stops where the exact number costs more than it tells. It goes along a filter's index
    // whatever the order; without one IX_CreditBalances_Outstanding answers alone, kind by kind: by itself SQLite would take the start, and
    // with it all credits that ever were.
    private protected override async Task<(BoundedCount, IReadOnlyList<OutstandingAmount>?)> TotalAsync(
        CreditFilter filter, IQueryable<CreditBalance> matching, Counting counting, CancellationToken cancellationToken)
    {
        var isNarrowed = counting.Known is not null;
        var counted = isNarrowed ? matching : Matching(filter with { Sort = CreditSort.Ends }, counting.Now);
        if (!isNarrowed && filter is { Kind: null, BenefitId: null, Source: null, Status: not CreditStatus.Revoked })
            counted = counted.Where(balance => Kinds.Contains(balance.BenefitKind));
        var sums = await counted.Select(balance => new { balance.BenefitId, balance.Balance }).Take(counting.Limit + 1)
            .GroupBy(balance => balance.BenefitId)
            .Select(benefit => new { benefit.Key, Sum = benefit.Sum(balance => balance.Balance), Count = benefit.Count() })
            .ToListAsync(cancellationToken);
        var count = sums.Sum(sum => sum.Count);
        if (count > counting.Limit) return (new BoundedCount(counting.Limit, false), null);
        var benefitIds = sums.ConvertAll(sum => sum.Key);
        var units = await db.Benefits.Where(benefit => benefitIds.Contains(benefit.Id))
            .Select(benefit => new { benefit.Id, benefit.Kind, benefit.Currency })
            .ToDictionaryAsync(benefit => benefit.Id, benefit => Unit.Of(benefit.Kind, benefit.Currency), cancellationToken);
        return (new BoundedCount(count, true),
        [
            .. sums.GroupBy(sum => units[sum.Key])
                .OrderBy(unit => unit.Key.Kind).ThenBy(unit => unit.Key.Code, StringComparer.Ordinal)
                .Select(unit => new OutstandingAmount(unit.Key, unit.Sum(sum => sum.Sum), unit.Sum(sum => sum.Count))),
        ]);
    }

    private protected override async Task<IReadOnlyList<ListedCredit>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var credits = await Figures.For(db)(db, ids)
            .ToDictionaryAsync(credit => credit.Id, credit => CreditSummary.Of(credit, now), cancellationToken: cancellationToken);
        var ownerIds = credits.Values.Select(credit => credit.OwnerId).Distinct().ToList();
        var owners = await Owners.For(db)(db, ownerIds)
            .ToDictionaryAsync(member => member.Id, cancellationToken: cancellationToken);
        return
        [
            .. from id in ids
               where credits.ContainsKey(id)
               let credit = credits[id]
               let owner = owners[credit.OwnerId]
               select new ListedCredit(credit, owner.Name, owner.Reference),
        ];
    }

    private static IQueryable<long> KeysOf(IQueryable<CreditBalance> balances) => balances.Select(balance => balance.CreditId);

    private sealed record Owner(long Id, string Name, string Reference);
}

using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries;

/// <summary>
/// The space at a glance. IX_CreditBalances_Outstanding holds what live credits hold, whatever the ledger's length; IX_LedgerEntries_UsedAt
/// what was used in two months; the latest postings are the end of their primary key.
/// </summary>
public sealed class DashboardQuery(LedgerDbContext db)
{
    private const int Lines = 8;
    private static readonly BenefitKind[] Kinds = Enum.GetValues<BenefitKind>();

    /// <summary>All of it.</summary>
    public async Task<DashboardFigures> RunAsync(DashboardSpans spans, CancellationToken cancellationToken)
    {
        var benefits = await db.Benefits.Select(benefit => new BenefitUnit(benefit.Id, benefit.Name, benefit.Kind, benefit.Currency))
            .ToDictionaryAsync(benefit => benefit.Id, cancellationToken);
        var atZero = await NoCreditLeft.Of(db, spans.Now).ToListAsync(cancellationToken);
        return new DashboardFigures
        {
            Outstanding = await HeldAsync(Live(spans.Now), benefits, cancellationToken),
            Used = await UsedAsync(spans, benefits, cancellationToken),
            Expiring = await HeldAsync(Live(spans.Now).Where(balance => balance.ExpiresAt <= spans.ExpiringUntil), benefits,
                cancellationToken),
            ExpiringFirst = await ExpiringFirstAsync(spans, benefits, cancellationToken),
            AtZeroCount = atZero.Count,
            AtZero = await NamesOfAsync(atZero, cancellationToken),
            LatestPostings = await LatestPostingsAsync(benefits, cancellationToken),
        };
    }

    // IX_CreditBalances_Outstanding, one range per kind.
    private IQueryable<CreditBalance> Live(DateTime now) => db.CreditBalances.Where(balance =>
        Kinds.Contains(balance.BenefitKind) && balance.ExpiresAt > now && balance.StartsAt <= now && balance.Balance > 0
            && !balance.Revoked);

    private static async Task<IReadOnlyList<OutstandingAmount>> HeldAsync(
        IQueryable<CreditBalance> balances, Dictionary<long, BenefitUnit> benefits, CancellationToken cancellationToken)
    {
        var sums = await balances
            .GroupBy(balance => balance.BenefitId)
            .Select(benefit => new { benefit.Key, Sum = benefit.Sum(balance => balance.Balance), Count = benefit.Count() })
            .ToListAsync(cancellationToken);
        return
        [
            .. sums.GroupBy(sum => benefits[sum.Key].Unit)
                .OrderBy(unit => unit.Key.Kind).ThenBy(unit => unit.Key.Code, StringComparer.Ordinal)
                .Select(unit => new OutstandingAmount(unit.Key, unit.Sum(sum => sum.Sum), unit.Sum(sum => sum.Count))),
        ];
    }

    // IX_LedgerEntries_UsedAt alone while each kind has one currency; else what has currencies is asked with its credits.
    private async Task<IReadOnlyList<UsedAmount>> UsedAsync(DashboardSpans spans, Dictionary<long, BenefitUnit> benefits,
        CancellationToken cancellationToken)
    {
        var units = benefits.Values.Select(benefit => benefit.Unit).Distinct().ToLookup(unit => unit.Kind);
        var mixed = units.Where(kind => kind.Count() > 1).Select(kind => kind.Key).ToArray();
        var now = await UsedInAsync(spans.MonthStart, spans.Now, mixed, units, benefits, cancellationToken);
        var then = await UsedInAsync(spans.LastMonthStart, spans.LastMonthEnd, mixed, units, benefits, cancellationToken);
        return
        [
            .. now.Keys.Union(then.Keys)
                .OrderBy(unit => unit.Kind).ThenBy(unit => unit.Code, StringComparer.Ordinal)
                .Select(unit => new UsedAmount(unit, now.GetValueOrDefault(unit), then.GetValueOrDefault(unit))),
        ];
    }

    private async Task<Dictionary<Unit, long>> UsedInAsync(
        DateTime from, DateTime until, BenefitKind[] mixed, ILookup<BenefitKind, Unit> units, Dictionary<long, BenefitUnit> benefits,
        CancellationToken cancellationToken)
    {
        var used = db.LedgerEntries.Where(entry => entry.UsedAt >= from && entry.UsedAt <= until && entry.EffectiveKind == EntryKind.Usage);
        var byKind = await used.Where(entry => !mixed.Contains(entry.BenefitKind))
            .GroupBy(entry => entry.BenefitKind)
            .Select(kind => new { kind.Key, Sum = kind.Sum(entry => entry.Amount) })
            .ToListAsync(cancellationToken);
        var sums = byKind.ToDictionary(kind => units[kind.Key].First(), kind => -kind.Sum);
        if (mixed.Length == 0) return sums;
        var byBenefit = await used.Where(entry => mixed.Contains(entry.BenefitKind))
            .GroupBy(entry => entry.Credit!.BenefitId)
            .Select(benefit => new { benefit.Key, Sum = benefit.Sum(entry => entry.Amount) })
            .ToListAsync(cancellationToken);
        foreach (var benefit in byBenefit)
            sums[benefits[benefit.Key].Unit] = sums.GetValueOrDefault(benefits[benefit.Key].Unit) - benefit.Sum;
        return sums;
    }

    // Per kind along IX_CreditBalances_Outstanding, soonest first; the few of each kind are merged here.
    private async Task<IReadOnlyList<ExpiringCredit>> ExpiringFirstAsync(
        DashboardSpans spans, Dictionary<long, BenefitUnit> benefits, CancellationToken cancellationToken)
    {
        var soonest = new List<(long CreditId, long OwnerId, long BenefitId, DateTime ExpiresAt, long Balance)>();
        foreach (var kind in benefits.Values.Select(benefit => benefit.Kind).Distinct())
        {
            var rows = await db.CreditBalances
                .Where(balance => balance.BenefitKind == kind && balance.ExpiresAt > spans.Now && balance.ExpiresAt <= spans.ExpiringUntil
                    && balance.StartsAt <= spans.Now && balance.Balance > 0 && !balance.Revoked)
                .OrderBy(balance => balance.ExpiresAt).Take(Lines)
                .Select(balance => new { balance.CreditId, balance.OwnerId, balance.BenefitId, balance.ExpiresAt, balance.Balance })
                .ToListAsync(cancellationToken);
            soonest.AddRange(rows.Select(row => (row.CreditId, row.OwnerId, row.BenefitId, row.ExpiresAt, row.Balance)));
        }

        var first = soonest.OrderBy(credit => credit.ExpiresAt).ThenBy(credit => credit.CreditId).Take(Lines).ToList();
        var ownerIds = first.ConvertAll(credit => credit.OwnerId);
        var names = await db.Members.Where(member => ownerIds.Contains(member.Id))
            .ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken);
        var ids = first.ConvertAll(credit => credit.CreditId);
        var sources = await db.Credits.Where(credit => ids.Contains(credit.Id))
            .Select(credit => new { credit.Id, credit.Source, credit.SourceName })
            .ToDictionaryAsync(credit => credit.Id, cancellationToken);
        var values = await ListValue.OfBenefitsAsync(db, [.. first.Select(credit => credit.BenefitId).Distinct()], cancellationToken);
        return
        [
            .. first.Select(credit => new ExpiringCredit(
                credit.CreditId, benefits[credit.BenefitId].Name, credit.OwnerId, names[credit.OwnerId], credit.ExpiresAt,
                benefits[credit.BenefitId].Unit, credit.Balance)
            {
                Source = sources[credit.CreditId].Source,
                SourceName = sources[credit.CreditId].SourceName,
                Worth = values.TryGetValue(credit.BenefitId, out var worth) ? worth(credit.Balance) : null,
            }),
        ];
    }

    private async Task<IReadOnlyList<MemberAtZero>> NamesOfAsync(List<OwnerAtZero> owners, CancellationToken cancellationToken)
    {
        // Who waits longest for the next credit comes first.
        var shown = owners.OrderByDescending(owner => owner.Until).ThenBy(owner => owner.OwnerId).Take(Lines).ToList();
        var ids = shown.ConvertAll(owner => owner.OwnerId);
        var members = await db.Members.Where(member => ids.Contains(member.Id))
            .Select(member => new { member.Id, member.Name, member.Reference })
            .ToDictionaryAsync(member => member.Id, cancellationToken);
        return
        [
            .. shown.Select(owner => new MemberAtZero(owner.OwnerId, members[owner.OwnerId].Name, members[owner.OwnerId].Reference,
                owner.Until == CreditBalance.Never ? null : owner.Until)),
        ];
    }

    // The end of the primary key of Postings; what they have by IX_LedgerEntries_Posting.
    private async Task<IReadOnlyList<LatestPosting>> LatestPostingsAsync(Dictionary<long, BenefitUnit> benefits,
        CancellationToken cancellationToken)
    {
        var postings = await db.Postings.OrderByDescending(posting => posting.Id).Take(Lines)
            .Select(posting => new
            {
                posting.Id,
                posting.Kind,
                posting.RecordedAt,
                posting.ActorKind,
                posting.ActorId,
                Text = posting.Description,
                posting.EntryCount,
                UserEmail = db.Users.Where(user => user.Id == posting.ActorId).Select(user => user.Email).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var ids = postings.ConvertAll(posting => posting.Id);
        var parts = await db.LedgerEntries.Where(entry => ids.Contains(entry.PostingId))
            .GroupBy(entry => entry.PostingId)
            .Select(posting => new
            {
                posting.Key,
                FirstId = posting.Min(entry => entry.Id),
                Members = posting.Select(entry => entry.OwnerId).Distinct().Count(),
            })
            .ToDictionaryAsync(posting => posting.Key, cancellationToken);
        var firstIds = parts.Values.Select(posting => posting.FirstId).ToList();
        var entries = await db.LedgerEntries.Where(entry => firstIds.Contains(entry.Id))
            .Select(entry => new
            {
                entry.PostingId,
                entry.OwnerId,
                entry.Credit!.Owner!.Name,
                entry.Credit.Owner.Status,
                entry.Credit.BenefitId,
                entry.Amount
            })
            .ToDictionaryAsync(entry => entry.PostingId, cancellationToken);
        return
        [
            .. from posting in postings
               where entries.ContainsKey(posting.Id)
               let entry = entries[posting.Id]
               select new LatestPosting(posting.Id, posting.Kind, posting.RecordedAt,
                   ActorNames.Of(posting.ActorKind, posting.ActorId, posting.UserEmail),
                   posting.Text, posting.EntryCount, parts[posting.Id].Members, entry.OwnerId,
                   entry.Name, entry.Status, benefits[entry.BenefitId].Unit, entry.Amount),
        ];
    }

    private sealed record BenefitUnit(long Id, string Name, BenefitKind Kind, string? Currency)
    {
        public Unit Unit { get; } = Unit.Of(Kind, Currency);
    }
}

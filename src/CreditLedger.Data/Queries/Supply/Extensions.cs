using CreditLedger.Data.Model;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>Credits that replaced others through an extension that was not undone (R23). IX_Credits_OriginCreditId.</summary>
internal static class Extensions
{
    /// <summary>All of them.</summary>
    public static IQueryable<Credit> Extended(this LedgerDbContext db) => db.Credits.Where(credit =>
        credit.Source == CreditSource.Extension && credit.OriginCreditId != null
        && !db.LedgerEntries.Any(
            entry => entry.CreditId == credit.Id && entry.Kind == EntryKind.Reversal && entry.EffectiveKind == EntryKind.Grant));

    /// <summary>The chains of extensions that began with some credits, by that first credit, latest last.</summary>
    public static async Task<ILookup<long, CreditFigures>> ExtensionsOfAsync(
        this LedgerDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var (roots, found) = (ids.ToDictionary(id => id), new List<(long Root, CreditFigures Credit)>());
        var latest = ids.ToList();
        while (latest.Count > 0)
        {
            var origins = latest;
            var next = await db.Extended().Where(credit => origins.Contains(credit.OriginCreditId!.Value)).Figures()
                .ToListAsync(cancellationToken);
            latest = [];
            foreach (var credit in next.OrderBy(credit => credit.Id))
            {
                if (!roots.TryGetValue(credit.Credit.OriginCreditId ?? 0, out var root) || !roots.TryAdd(credit.Id, root)) continue;
                found.Add((root, credit));
                latest.Add(credit.Id);
            }
        }

        return found.ToLookup(one => one.Root, one => one.Credit);
    }
}

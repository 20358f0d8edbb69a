using System.Runtime.CompilerServices;

namespace CreditLedger.Data.Queries;

/// <summary>
/// Each time a credit was used, given or corrected (R34). A member's kind walks IX_LedgerEntries_Owner_Kind_UsedAt and, for what others
/// share with the member, IX_SharedUses_UsedBy; a credit IX_LedgerEntries_Credit_UsedAt; each from the newest row or from the anchor.
/// </summary>
public sealed class UseHistoryQuery(LedgerDbContext db)
{
    private const int ExportChunk = 500;

    /// <summary>One page, newest first.</summary>
    public async Task<UseHistoryPage> RunAsync(
        HistoryScope scope, HistoryFilter filter, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var sources = new HistorySources(db, scope);
        if (!await sources.NarrowAsync(filter, cancellationToken))
            return new UseHistoryPage(new KeysetPage<UseHistoryRow>([], false, false), new BoundedCount(0, true),
                await sources.AnyAsync(cancellationToken));
        var page = await ReadAsync(sources, position, pageSize, cancellationToken);
        var total = page is { HasPrevious: false, HasNext: false }
            ? new BoundedCount(page.Rows.Count, true)
            : await sources.CountAsync(position.CountLimit, cancellationToken);
        var rows = await CompleteAsync(scope, page, now, cancellationToken);
        return new UseHistoryPage(page.With(rows), total, rows.Count > 0 || await sources.AnyAsync(cancellationToken));
    }

    /// <summary>All rows, newest first; memory stays that of one chunk.</summary>
    public async IAsyncEnumerable<UseHistoryRow> AllAsync(
        HistoryScope scope, HistoryFilter filter, DateTime now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sources = new HistorySources(db, scope);
        if (!await sources.NarrowAsync(filter, cancellationToken)) yield break;
        for (var position = PagePosition.First; ;)
        {
            var page = await ReadAsync(sources, position, ExportChunk, cancellationToken);
            foreach (var row in await CompleteAsync(scope, page, now, cancellationToken)) yield return row;
            if (!page.HasNext) yield break;
            position = PagePosition.After(page.Rows[^1].EntryId);
        }
    }

    private static async Task<KeysetPage<HistoryRow>> ReadAsync(
        HistorySources sources, PagePosition position, int pageSize, CancellationToken cancellationToken)
    {
        var anchor = position.Id == 0 ? null : await sources.KeyOfAsync(position.Id, cancellationToken);
        return await Keyset.ReadAsync<HistoryRow, HistoryKey>(position, anchor, pageSize,
            (forward, beyond, take) => sources.ReadAsync(forward, beyond, take, cancellationToken));
    }

    private async Task<IReadOnlyList<UseHistoryRow>> CompleteAsync(
        HistoryScope scope, KeysetPage<HistoryRow> page, DateTime now, CancellationToken cancellationToken)
    {
        var rows = page.Rows;
        if (rows.Count == 0) return [];
        var creditIds = rows.Select(row => row.CreditId).Distinct().ToList();
        var credits = await db.Credits.Where(credit => creditIds.Contains(credit.Id)).Figures()
            .ToDictionaryAsync(credit => credit.Id, credit => CreditSummary.Of(credit, now), cancellationToken);
        var foreign = scope.IsOfMember ? credits.Values.Where(credit => credit.OwnerId != scope.OwnerId).Select(credit => credit.OwnerId)
            .Distinct().ToList() : [];
        var owners = foreign.Count == 0 ? [] : await db.Members.Where(member => foreign.Contains(member.Id))
            .ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken);
        var balances = await BalancesAfterAsync(page, credits.Where(credit => !owners.ContainsKey(credit.Value.OwnerId)).ToDictionary(),
            cancellationToken);
        return
        [
            .. rows.Where(row => credits.ContainsKey(row.CreditId)).Select(row => new UseHistoryRow(row)
            {
                Credit = credits[row.CreditId],
                BalanceAfter = balances.TryGetValue((row.CreditId, row.Sequence), out var after) ? after : null,
                SharedBy = owners.GetValueOrDefault(credits[row.CreditId].OwnerId),
            }),
        ];
    }

    // IX_LedgerEntries_Credit_UsedAt alone. Where the page begins is one sum per credit: of what came before it on the last page, else of
    // what came after it, so that the ends of a long history, where people look, cost next to nothing. Within the page's span every row
    // counts, also one that a filter hides.
    private async Task<Dictionary<(long CreditId, long Sequence), long>> BalancesAfterAsync(
        KeysetPage<HistoryRow> page, Dictionary<long, CreditSummary> credits, CancellationToken cancellationToken)
    {
        var creditIds = credits.Keys.ToList();
        var (oldest, newest) = (page.Rows.Min(row => row.UsedAt), page.Rows.Max(row => row.UsedAt));
        var entries = db.LedgerEntries.Where(entry => creditIds.Contains(entry.CreditId));
        var within = await entries
            .Where(entry => entry.UsedAt >= oldest && entry.UsedAt <= newest)
            .Select(entry => new { entry.CreditId, entry.UsedAt, entry.Sequence, entry.Amount })
            .ToListAsync(cancellationToken);
        var outside = await (page.HasNext ? entries.Where(entry => entry.UsedAt > newest) : entries.Where(entry => entry.UsedAt < oldest))
            .GroupBy(entry => entry.CreditId)
            .Select(credit => new { credit.Key, Sum = credit.Sum(entry => entry.Amount) })
            .ToDictionaryAsync(credit => credit.Key, credit => credit.Sum, cancellationToken);
        var inside = within.ToLookup(entry => entry.CreditId, entry => entry.Amount);
        var running = creditIds.ToDictionary(
            id => id,
            id => page.HasNext ? credits[id].Balance - outside.GetValueOrDefault(id) - inside[id].Sum() : outside.GetValueOrDefault(id));
        var balances = new Dictionary<(long, long), long>(within.Count);
        foreach (var entry in within.OrderBy(entry => entry.UsedAt).ThenBy(entry => entry.Sequence))
            balances[(entry.CreditId, entry.Sequence)] = running[entry.CreditId] += entry.Amount;
        return balances;
    }
}

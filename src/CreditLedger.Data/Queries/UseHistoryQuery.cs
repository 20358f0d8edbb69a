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
        scope = await scope.WithMergedAsync(db, cancellationToken);
        var sources = new HistorySources(db, scope);
        if (!await sources.NarrowAsync(filter, cancellationToken))
            return new UseHistoryPage(new KeysetPage<UseHistoryRow>([], false, false), new BoundedCount(0, true),
                await sources.AnyAsync(cancellationToken));
        var page = await ReadAsync(sources, position, pageSize, cancellationToken);
        var newer = page.HasPrevious
            ? (await sources.ReadAsync(false, page.Rows[0].KeyIn(scope), 1, cancellationToken)).FirstOrDefault()?.UsedAt : null;
        var lines = await new HistoryStatement(db, scope, filter, now).LinesAsync(page, newer, cancellationToken);
        List<UseHistoryRow> rows = [.. lines.Select(line => line.Row).OfType<UseHistoryRow>()];
        var (total, totals) = page is { HasPrevious: false, HasNext: false }
            ? (new BoundedCount(rows.Count, true),
                HistoryTotal.Of(rows.Select(row => (row.Unit, row.EffectiveKind, row.Amount))))
            : await sources.TotalAsync(position.CountLimit, cancellationToken);
        return new UseHistoryPage(page.With<UseHistoryRow>(rows), total, rows.Count > 0 || await sources.AnyAsync(cancellationToken))
        {
            Lines = lines,
            Totals = totals,
        };
    }

    /// <summary>All lines, newest first; memory stays that of one chunk.</summary>
    public async IAsyncEnumerable<HistoryLine> AllAsync(
        HistoryScope scope, HistoryFilter filter, DateTime now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        scope = await scope.WithMergedAsync(db, cancellationToken);
        var sources = new HistorySources(db, scope);
        if (!await sources.NarrowAsync(filter, cancellationToken)) yield break;
        DateTime? newer = null;
        for (var position = PagePosition.First; ;)
        {
            var page = await ReadAsync(sources, position, ExportChunk, cancellationToken);
            foreach (var line in await new HistoryStatement(db, scope, filter, now).LinesAsync(page, newer, cancellationToken))
                yield return line;
            if (!page.HasNext) yield break;
            newer = page.Rows[^1].UsedAt;
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
}

using CreditLedger.Ledger.Statements;

namespace CreditLedger.Data.Queries;

/// <summary>
/// What stands beside the rows of a history's page: the balance after each (of the kind in a member's history, else of the credit) and what
/// expired between them. Sums come from IX_LedgerEntries_Credit_UsedAt, the credits that can count from IX_Credits_OwnerId_ExpiresAt.
/// </summary>
internal sealed class HistoryStatement(LedgerDbContext db, HistoryScope scope, HistoryFilter filter, DateTime now)
{
    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>The lines of a page.</summary>
    /// <param name="page">Its rows, newest first.</param>
    /// <param name="newer">When the row before the page's first one happened; none where there is none.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<HistoryLine>> LinesAsync(
        KeysetPage<HistoryRow> page, DateTime? newer, CancellationToken cancellationToken)
    {
        if (SpanOf(page, newer) is not { } span) return [];
        var credits = await CreditsAsync(page, span, cancellationToken);
        var ours = credits.Values.Where(credit => !scope.IsOfMember || scope.IsOwn(credit.OwnerId)).ToList();
        var statement = await ReadAsync(ours, span, page.HasNext, cancellationToken);
        var owners = await OwnersAsync(credits.Values, cancellationToken);
        var rows = page.Rows.Where(row => credits.ContainsKey(row.CreditId)).Select(row => new UseHistoryRow(row)
        {
            Credit = credits[row.CreditId],
            BalanceAfter = statement.BalancesAfter.TryGetValue((row.CreditId, row.Sequence), out var after) ? after : null,
            SharedBy = owners.GetValueOrDefault(credits[row.CreditId].OwnerId),
        });
        return HistoryLine.Of([.. rows], DrawsEnds ? ExpiredLines(statement, credits, span) : []);
    }

    // A filter that hides rows for what they say hides ends too.
    private bool DrawsEnds => !scope.SharedUsesOnly && filter is { Part: HistoryPart.All, Who: null, Text: null, RecordedBy: null };

    // From the oldest row that counts to the last instant at which something can be drawn above the first row.
    private Span? SpanOf(KeysetPage<HistoryRow> page, DateTime? newer)
    {
        var oldest = page.Rows.Count == 0 ? (DateTime?)null : page.Rows[^1].UsedAt;
        if ((page.HasNext || filter.From is null || !DrawsEnds ? oldest : filter.From) is not { } from) return null;
        var drawn = newer - Instant ?? (filter.Until - Instant is { } until && until < now ? until : now);
        var newest = page.Rows.Count == 0 ? drawn : page.Rows[0].UsedAt;
        return new Span(from, DrawsEnds && drawn > newest ? drawn : newest, drawn);
    }

    private async Task<Dictionary<long, CreditSummary>> CreditsAsync(
        KeysetPage<HistoryRow> page, Span span, CancellationToken cancellationToken)
    {
        var shown = page.Rows.Select(row => row.CreditId).Distinct().ToList();
        if (scope.CreditId is { } only && shown.Count == 0) shown.Add(only);
        var figures = scope.IsOfMember
            ? await scope.Merged.Prepend(scope.OwnerId).OfEachAsync(id => db.HeldBetweenAsync(
                id, scope.Kind, span.From, span.Top, id == scope.OwnerId ? shown : [], cancellationToken))
            : await db.Credits.Where(credit => shown.Contains(credit.Id)).Figures().ToListAsync(cancellationToken);
        return figures.DistinctBy(credit => credit.Id).ToDictionary(credit => credit.Id, credit => CreditSummary.Of(credit, now));
    }

    // What they held before the span is one sum per credit: of what came before it on the last page, else of what came after it, so that
    // the ends of a long history, where people look, cost next to nothing. Within the span every row counts, also one that a filter hides.
    private async Task<RunningStatement> ReadAsync(
        List<CreditSummary> credits, Span span, bool hasOlder, CancellationToken cancellationToken)
    {
        if (credits.Count == 0) return RunningStatement.Of([], [], span.Top);
        var (from, top) = (span.From, span.Top);
        var ids = credits.ConvertAll(credit => credit.Id);
        var entries = db.LedgerEntries.Where(entry => ids.Contains(entry.CreditId));
        var within = await entries.Where(entry => entry.UsedAt >= from && entry.UsedAt <= top)
            .Select(entry => new StatementRow(entry.CreditId, entry.UsedAt, entry.Sequence, entry.Amount)).ToListAsync(cancellationToken);
        var outside = await (hasOlder ? entries.Where(entry => entry.UsedAt > top) : entries.Where(entry => entry.UsedAt < from))
            .GroupBy(entry => entry.CreditId).Select(credit => new { credit.Key, Sum = credit.Sum(entry => entry.Amount) })
            .ToDictionaryAsync(credit => credit.Key, credit => credit.Sum, cancellationToken);
        var inside = within.ToLookup(row => row.CreditId, row => row.Amount);
        var units = credits.Select(credit => credit.Unit).Distinct().ToList();
        return RunningStatement.Of(
            [
                .. credits.Select(credit => new StatementCredit(
                    credit.Id,
                    scope.IsOfMember ? units.IndexOf(credit.Unit) : credit.Id,
                    !scope.SharedUsesOnly && credit.ExpiresAt < from ? 0
                        : hasOlder ? credit.Balance - outside.GetValueOrDefault(credit.Id) - inside[credit.Id].Sum()
                        : outside.GetValueOrDefault(credit.Id),
                    scope.SharedUsesOnly ? null : credit.ExpiresAt)),
            ],
            within, top);
    }

    private IEnumerable<ExpiredLine> ExpiredLines(RunningStatement statement, Dictionary<long, CreditSummary> credits, Span span) =>
        statement.Expired
            .Where(end => end.At >= span.From && end.At <= span.Drawn && end.At <= now
                && (filter.CreditId is null || end.CreditId == filter.CreditId))
            .GroupBy(end => new { end.At, credits[end.CreditId].Unit })
            .Select(end => new ExpiredLine(
                end.Key.At, [.. end.Select(one => credits[one.CreditId])], end.Key.Unit, end.Sum(one => one.Amount),
                end.Last().BalanceAfter));

    private async Task<Dictionary<long, string>> OwnersAsync(IEnumerable<CreditSummary> credits, CancellationToken cancellationToken)
    {
        var others = scope.IsOfMember
            ? credits.Where(credit => !scope.IsOwn(credit.OwnerId)).Select(credit => credit.OwnerId).Distinct().ToList() : [];
        return others.Count == 0 ? [] : await db.Members.Where(member => others.Contains(member.Id))
            .ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken);
    }

    /// <param name="From">The first instant.</param>
    /// <param name="Top">The last instant of which rows are read.</param>
    /// <param name="Drawn">The last instant at which an end is drawn.</param>
    private sealed record Span(DateTime From, DateTime Top, DateTime Drawn);
}

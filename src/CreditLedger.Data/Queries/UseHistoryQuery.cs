using CreditLedger.Data.Model;
using CreditLedger.Ledger.Words;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Data.Queries;

/// <summary>
/// Each time a credit was used, given or corrected (R34). A member's kind walks IX_LedgerEntries_Owner_Kind_UsedAt, a credit
/// IX_LedgerEntries_Credit_UsedAt, both from the newest row or from the anchor.
/// </summary>
public sealed class UseHistoryQuery(LedgerDbContext db)
{
    private const int CountLimit = 1_000;

    /// <summary>One page, newest first.</summary>
    public async Task<UseHistoryPage> RunAsync(
        HistoryScope scope, HistoryFilter filter, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var all = await ScopedAsync(scope, filter.CreditId, cancellationToken);
        if (all is null) return new UseHistoryPage(new KeysetPage<UseHistoryRow>([], false, false), new BoundedCount(0, true), await AnyAsync(scope, cancellationToken));
        var matching = Matching(all, filter);
        var anchor = position.Id == 0
            ? null
            : await db.LedgerEntries.Where(entry => entry.Id == position.Id).Select(entry => new EntryKey(entry.UsedAt, entry.Sequence)).FirstOrDefaultAsync(cancellationToken);
        var page = await Keyset.ReadAsync<Row, EntryKey>(position, anchor, pageSize,
            (forward, beyond, take) => Project(Ordered(matching, forward, beyond).Take(take)).ToListAsync(cancellationToken));
        var total = page is { HasPrevious: false, HasNext: false }
            ? new BoundedCount(page.Rows.Count, true)
            : await matching.CountUpToAsync(CountLimit, cancellationToken);
        var rows = await CompleteAsync(page, now, cancellationToken);
        return new UseHistoryPage(page.With(rows), total, rows.Count > 0 || await AnyAsync(scope, cancellationToken));
    }

    private Task<bool> AnyAsync(HistoryScope scope, CancellationToken cancellationToken) =>
        (scope.CreditId is { } creditId
            ? db.LedgerEntries.Where(entry => entry.CreditId == creditId)
            : db.LedgerEntries.Where(entry => entry.OwnerId == scope.OwnerId && entry.BenefitKind == scope.Kind)).AnyAsync(cancellationToken);

    // One credit is asked by its own index alone; a second condition on the owner would tempt the planner to another one and to a sort.
    private async Task<IQueryable<LedgerEntry>?> ScopedAsync(HistoryScope scope, long? filteredCreditId, CancellationToken cancellationToken)
    {
        if (scope.CreditId is { } only) return filteredCreditId is { } other && other != only ? null : db.LedgerEntries.Where(entry => entry.CreditId == only);
        if (filteredCreditId is not { } creditId) return db.LedgerEntries.Where(entry => entry.OwnerId == scope.OwnerId && entry.BenefitKind == scope.Kind);
        var isTheirs = await db.Credits.AnyAsync(
            credit => credit.Id == creditId && credit.OwnerId == scope.OwnerId && credit.BenefitKind == scope.Kind, cancellationToken);
        return isTheirs ? db.LedgerEntries.Where(entry => entry.CreditId == creditId) : null;
    }

    private IQueryable<LedgerEntry> Matching(IQueryable<LedgerEntry> entries, HistoryFilter filter)
    {
        if (filter.From is { } from) entries = entries.Where(entry => entry.UsedAt >= from);
        if (filter.Until is { } until) entries = entries.Where(entry => entry.UsedAt < until);
        entries = filter.Part switch
        {
            HistoryPart.Used => entries.Where(entry => entry.EffectiveKind == EntryKind.Usage),
            HistoryPart.Granted => entries.Where(entry => entry.EffectiveKind == EntryKind.Grant && entry.ReversesEntryId == null),
            HistoryPart.Adjusted => entries.Where(entry =>
                entry.EffectiveKind != EntryKind.Usage && !(entry.EffectiveKind == EntryKind.Grant && entry.ReversesEntryId == null)),
            _ => entries,
        };
        if (LikePattern(filter.Text) is { } text)
        {
            entries = entries.Where(entry =>
                EF.Functions.Like(entry.Posting!.Text!, text, "\\") || EF.Functions.Like(entry.Service!.Name, text, "\\")
                || EF.Functions.Like(entry.Credit!.Benefit!.Name, text, "\\"));
        }

        if (LikePattern(filter.Who) is { } who)
        {
            entries = entries.Where(entry =>
                EF.Functions.Like(entry.UsedBy!.Email!, who, "\\") || EF.Functions.Like(entry.UsedBy.Name, who, "\\")
                || (entry.UsedById == null && entry.Posting!.ActorKind == ActorKind.User
                    && db.Users.Any(user => user.Id == entry.Posting.ActorId && EF.Functions.Like(user.Email!, who, "\\"))));
        }

        return entries;
    }

    private static IQueryable<LedgerEntry> Ordered(IQueryable<LedgerEntry> entries, bool forward, EntryKey? beyond)
    {
        if (beyond is { UsedAt: var usedAt, Sequence: var sequence })
        {
            entries = forward
                ? entries.Where(entry => entry.UsedAt <= usedAt && (entry.UsedAt < usedAt || entry.Sequence < sequence))
                : entries.Where(entry => entry.UsedAt >= usedAt && (entry.UsedAt > usedAt || entry.Sequence > sequence));
        }

        return forward
            ? entries.OrderByDescending(entry => entry.UsedAt).ThenByDescending(entry => entry.Sequence)
            : entries.OrderBy(entry => entry.UsedAt).ThenBy(entry => entry.Sequence);
    }

    private IQueryable<Row> Project(IQueryable<LedgerEntry> entries) => entries.Select(entry => new Row
    {
        Id = entry.Id,
        Sequence = entry.Sequence,
        PostingId = entry.PostingId,
        CreditId = entry.CreditId,
        Kind = entry.Kind,
        EffectiveKind = entry.EffectiveKind,
        UsedAt = entry.UsedAt,
        RecordedAt = entry.RecordedAt,
        Amount = entry.Amount,
        MemberName = entry.UsedBy!.Name,
        MemberEmail = entry.UsedBy.Email,
        ActorKind = entry.Posting!.ActorKind,
        ActorId = entry.Posting.ActorId,
        UserEmail = db.Users.Where(user => user.Id == entry.Posting.ActorId).Select(user => user.Email).FirstOrDefault(),
        Text = entry.Posting.Text,
        ServiceName = entry.Service!.Name,
        ReversesPostingId = entry.Posting.ReversesPostingId,
        IsUndone = db.LedgerEntries.Any(later => later.ReversesEntryId == entry.Id),
    });

    private async Task<IReadOnlyList<UseHistoryRow>> CompleteAsync(KeysetPage<Row> page, DateTime now, CancellationToken cancellationToken)
    {
        var rows = page.Rows;
        if (rows.Count == 0) return [];
        var creditIds = rows.Select(row => row.CreditId).Distinct().ToList();
        var credits = await db.Credits.Where(credit => creditIds.Contains(credit.Id)).Figures()
            .ToDictionaryAsync(credit => credit.Id, credit => CreditSummary.Of(credit, now), cancellationToken);
        var balances = await BalancesAfterAsync(page, credits, cancellationToken);
        return
        [
            .. rows.Where(row => credits.ContainsKey(row.CreditId)).Select(row => new UseHistoryRow
            {
                EntryId = row.Id,
                PostingId = row.PostingId,
                Credit = credits[row.CreditId],
                Kind = row.Kind,
                EffectiveKind = row.EffectiveKind,
                UsedAt = row.UsedAt,
                RecordedAt = row.RecordedAt,
                UsedBy = row.MemberName is null ? ActorNames.Of(row.ActorKind, row.ActorId, row.UserEmail) : row.MemberEmail ?? row.MemberName,
                Text = row.Text,
                ServiceName = row.ServiceName,
                ReversesPostingId = row.ReversesPostingId,
                IsUndone = row.IsUndone,
                Amount = row.Amount,
                BalanceAfter = balances.GetValueOrDefault((row.CreditId, row.Sequence)),
            }),
        ];
    }

    // IX_LedgerEntries_Credit_UsedAt alone. Where the page begins is one sum per credit: of what came before it on the last page, else of
    // what came after it, so that the ends of a long history, where people look, cost next to nothing. Within the page's span every row
    // counts, also one that a filter hides.
    private async Task<Dictionary<(long CreditId, long Sequence), long>> BalancesAfterAsync(
        KeysetPage<Row> page, Dictionary<long, CreditSummary> credits, CancellationToken cancellationToken)
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

    private static string? LikePattern(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        var escaped = typed.Trim()
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal);
        return $"%{escaped}%";
    }

    private sealed record EntryKey(DateTime UsedAt, long Sequence);

    private sealed class Row
    {
        public long Id { get; init; }
        public long Sequence { get; init; }
        public long PostingId { get; init; }
        public long CreditId { get; init; }
        public EntryKind Kind { get; init; }
        public EntryKind EffectiveKind { get; init; }
        public DateTime UsedAt { get; init; }
        public DateTime RecordedAt { get; init; }
        public long Amount { get; init; }
        public string? MemberName { get; init; }
        public string? MemberEmail { get; init; }
        public ActorKind ActorKind { get; init; }
        public long ActorId { get; init; }
        public string? UserEmail { get; init; }
        public string? Text { get; init; }
        public string? ServiceName { get; init; }
        public long? ReversesPostingId { get; init; }
        public bool IsUndone { get; init; }
    }
}

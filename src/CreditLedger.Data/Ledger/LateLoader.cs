using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Late;

namespace CreditLedger.Data.Ledger;

/// <summary>
/// Loads where remainders went, credit by credit, for entries that are dated before a move (R16): whole histories of the credits, of those
/// that rollovers, extensions and transfers fed, and of what rolled over together with them. One level of moves is a handful of queries.
/// </summary>
internal sealed class LateLoader(LedgerTransaction transaction, LedgerState state, LedgerLoader loader, RowBatch unwritten)
{
    private readonly HashSet<long> _followed = [];

    /// <summary>Whether something left a credit at or after a moment, so that what can be taken back of it counts.</summary>
    public static bool HasMovedSince(CreditState credit, DateTime usedAt) =>
        (credit.Sums.Moved != 0 || credit.IsRevoked) && credit.Sums.LastUsedAt >= usedAt;

    /// <summary>Whether what is undone may lie before a move of its credit; what had not remained rolls over once it comes back.</summary>
    private static bool MayMove(CreditState? credit, DateTime usedAt, DateTime now) => credit is not null
        && (credit.Sums.Moved != 0 || credit.IsRevoked || (credit.Terms.IsExpiredAt(now) && credit.Terms.IsLiveAt(usedAt)));

    /// <summary>Follows credits to where their remainders are now.</summary>
    public async Task FollowAsync(IReadOnlyCollection<long> creditIds, CancellationToken cancellationToken)
    {
        for (var ids = New(creditIds); ids.Count > 0;)
        {
            await loader.LoadNeedsAsync(() => LateScope.Needs(state, ids), cancellationToken);
            var next = LateScope.Credits(state, ids).ToHashSet();
            await ReadSuccessorsAsync(ids, next, cancellationToken);
            await loader.LoadCreditsAsync([.. next], cancellationToken);
            await ReadMovesAsync(ids, cancellationToken);
            ids = New(next);
        }
    }

    /// <summary>Follows the credits of a posting that is to be undone, where that may lie before a move.</summary>
    public Task FollowAsync(PostedPosting posting, DateTime now, CancellationToken cancellationToken) => FollowAsync(
        posting.Entries.Select(entry => entry.Row).Where(row => MayMove(state.Credit(row.CreditId), row.UsedAt, now))
            .Select(row => row.CreditId).ToHashSet(),
        cancellationToken);

    private List<long> New(IEnumerable<long> creditIds) => [.. creditIds.Where(_followed.Add)];

    // IX_Credits_OriginCreditId. A rollover names the first of its origins only: the periods say what it fed.
    private async Task ReadSuccessorsAsync(List<long> originIds, HashSet<long> next, CancellationToken cancellationToken)
    {
        foreach (var id in originIds) next.UnionWith(state.SuccessorsOf(id));
        await transaction.ReadByIdsAsync(
            $"SELECT Id FROM Credits WHERE OriginCreditId {{ids}} AND OriginCreditId IS NOT NULL " +
                $"AND Source IN ({(int)CreditSource.Extension}, {(int)CreditSource.Transfer})",
            originIds, reader => next.Add(reader.GetInt64(0)), cancellationToken);
    }

    // IX_LedgerEntries_Credit_UsedAt; what this transaction has not written yet comes after it.
    private async Task ReadMovesAsync(List<long> creditIds, CancellationToken cancellationToken)
    {
        var revokedAt = await ReadRevocationsAsync(
            [.. creditIds.Where(id => state.Credit(id) is { IsRevoked: true })], cancellationToken);
        var entries = creditIds.ToDictionary(id => id, _ =>
            new List<(EntryKind Kind, EntryKind Effective, long Amount, DateTime UsedAt)>());
        await transaction.ReadByIdsAsync(
            "SELECT CreditId, Kind, EffectiveKind, Amount, UsedAt FROM LedgerEntries WHERE CreditId {ids} " +
                "ORDER BY CreditId, UsedAt, Sequence",
            creditIds,
            reader => entries[reader.GetInt64(0)].Add((
                (EntryKind)reader.GetInt32(1), (EntryKind)reader.GetInt32(2), reader.GetInt64(3), transaction.ReadInstant(reader, 4))),
            cancellationToken);
        foreach (var row in unwritten.Entries)
        {
            if (entries.TryGetValue(row.CreditId, out var rows)) rows.Add((row.Kind, row.EffectiveKind, row.Amount, row.UsedAt));
        }

        foreach (var (id, rows) in entries)
        {
            var moves = new CreditMoves();
            foreach (var (kind, effective, amount, usedAt) in rows)
                moves.Add(kind, effective, amount, usedAt, kind == EntryKind.Revocation && revokedAt.Contains((id, usedAt)));
            var history = BalanceHistory.FromEntries(rows.Select(row => (row.UsedAt, row.Amount)));
            state.Add(state.Credit(id)!.Knowing(history, moves));
        }
    }

    // The request of an end or change of membership names what it made or changed; that of a revocation by hand names nothing.
    private async Task<HashSet<(long CreditId, DateTime At)>> ReadRevocationsAsync(
        List<long> creditIds, CancellationToken cancellationToken)
    {
        var revokedAt = new HashSet<(long, DateTime)>();
        await transaction.ReadByIdsAsync(
            "SELECT e.CreditId, e.UsedAt FROM LedgerEntries e JOIN Postings p ON p.Id = e.PostingId " +
                "JOIN Requests r ON r.IdempotencyKey = p.IdempotencyKey AND r.PostingId = p.Id " +
                $"WHERE e.CreditId {{ids}} AND e.Kind = {(int)EntryKind.Revocation} AND r.MadeId IS NOT NULL",
            creditIds, reader => revokedAt.Add((reader.GetInt64(0), transaction.ReadInstant(reader, 1))), cancellationToken);
        return revokedAt;
    }
}

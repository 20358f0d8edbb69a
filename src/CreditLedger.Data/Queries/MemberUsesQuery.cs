using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries;

/// <summary>
/// Each use of credits by a member or of a member's credits, of all kinds together, newest first (R34). The histories of the kinds,
/// IX_LedgerEntries_Owner_Kind_UsedAt and IX_SharedUses_UsedBy, merged: their rows have one order, that of the owner's chain.
/// </summary>
public sealed class MemberUsesQuery(LedgerDbContext db)
{
    private static readonly HistoryFilter UsesOnly = new() { Part = HistoryPart.Used };

    /// <summary>One page.</summary>
    public async Task<KeysetPage<UseHistoryRow>> RunAsync(
        long memberId, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var merged = await db.MergedIntoAsync(memberId, cancellationToken);
        var kinds = new List<(HistoryScope Scope, HistorySources Sources)>();
        foreach (var kind in BenefitKinds.Where(kind => kind.IsInUseHistory))
        {
            var scope = HistoryScope.OfOwner(memberId, kind) with { Merged = merged };
            var sources = new HistorySources(db, scope);
            if (await sources.NarrowAsync(UsesOnly, cancellationToken)) kinds.Add((scope, sources));
        }

        var anchor = position.Id == 0 ? null : await kinds[0].Sources.KeyOfAsync(position.Id, cancellationToken);
        var page = await Keyset.ReadAsync<HistoryRow, HistoryKey>(position, anchor, pageSize, async (forward, beyond, take) =>
        {
            var rows = new List<(HistoryKey Key, HistoryRow Row)>();
            foreach (var (scope, sources) in kinds)
            {
                rows.AddRange((await sources.ReadAsync(forward, beyond, take, cancellationToken))
                    .Select(row => (row.KeyIn(scope), row)));
            }

            return [.. (forward ? rows.OrderByDescending(row => row.Key) : rows.OrderBy(row => row.Key)).Take(take).Select(row => row.Row)];
        });
        return page.With(await CompleteAsync(kinds[0].Scope, page.Rows, now, cancellationToken));
    }

    private async Task<IReadOnlyList<UseHistoryRow>> CompleteAsync(
        HistoryScope scope, IReadOnlyList<HistoryRow> rows, DateTime now, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) return [];
        var ids = rows.Select(row => row.CreditId).Distinct().ToList();
        var credits = await db.Credits.Where(credit => ids.Contains(credit.Id)).Figures()
            .ToDictionaryAsync(credit => credit.Id, credit => CreditSummary.Of(credit, now), cancellationToken);
        var ownerIds = credits.Values.Select(credit => credit.OwnerId).Where(id => !scope.IsOwn(id)).Distinct().ToList();
        var owners = ownerIds.Count == 0 ? [] : await db.Members.Where(member => ownerIds.Contains(member.Id))
            .ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken);
        return
        [
            .. rows.Where(row => credits.ContainsKey(row.CreditId)).Select(row => new UseHistoryRow(row)
            {
                Credit = credits[row.CreditId],
                BalanceAfter = null,
                SharedBy = owners.GetValueOrDefault(credits[row.CreditId].OwnerId),
            }),
        ];
    }
}

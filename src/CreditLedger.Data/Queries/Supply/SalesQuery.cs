using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>A product that was sold, and what it granted.</summary>
/// <param name="PostingId">The posting; the key.</param>
/// <param name="ProductId">The product.</param>
/// <param name="ProductName">The name it was sold under.</param>
/// <param name="SoldOn">The local day.</param>
/// <param name="RecordedAt">When the ledger learned of it.</param>
/// <param name="IsUndone">Whether the posting was undone.</param>
public sealed record SaleSummary(long PostingId, long ProductId, string ProductName, DateOnly SoldOn, DateTime RecordedAt, bool IsUndone)
{
    /// <summary>The credits it granted.</summary>
    public IReadOnlyList<SoldCredit> Credits { get; init; } = [];
}

/// <summary>One credit of a sale.</summary>
/// <param name="CreditId">The credit.</param>
/// <param name="BenefitName">What it is good for.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Amount">Granted amount.</param>
/// <param name="ExpiresAt">Until when; none: for ever.</param>
public sealed record SoldCredit(long CreditId, string BenefitName, Unit Unit, long Amount, DateTime? ExpiresAt);

/// <summary>A member's sales, the latest first. IX_Sales_MemberId, and IX_LedgerEntries_Posting for what they granted.</summary>
public sealed class SalesQuery(LedgerDbContext db)
{
    /// <summary>By page.</summary>
    public async Task<KeysetPage<SaleSummary>> RunAsync(
        long memberId, PagePosition position, int pageSize, CancellationToken cancellationToken)
    {
        var anchor = position.Id == 0 ? null : new SaleKey(position.Id);
        long[] records = [memberId, .. await db.MergedIntoAsync(memberId, cancellationToken)];
        var page = await Keyset.ReadAsync<SaleSummary, SaleKey>(position, anchor, pageSize, async (forward, beyond, take) =>
        {
            var rows = (await records.OfEachAsync(record => OfOneAsync(record, forward, beyond, take))).OrderBy(sale => sale.PostingId)
                .ToList();
            if (forward) rows.Reverse();
            return [.. rows.Take(take)];
        });
        if (page.Rows.Count == 0) return page;
        var postings = page.Rows.Select(sale => sale.PostingId).ToList();
        var granted = await db.LedgerEntries.Where(entry => postings.Contains(entry.PostingId) && entry.Kind == EntryKind.Grant)
            .Select(entry => new
            {
                entry.PostingId,
                entry.CreditId,
                entry.Credit!.Benefit!.Name,
                entry.Credit.BenefitKind,
                entry.Credit.Benefit.Currency,
                entry.Credit.Amount,
                entry.Credit.ExpiresAt,
                entry.Credit.SourceName,
            })
            .ToListAsync(cancellationToken);
        var credits = granted.ToLookup(row => row.PostingId);
        return page.With<SaleSummary>(
        [
            .. page.Rows.Select(sale => sale with
            {
                ProductName = credits[sale.PostingId].FirstOrDefault()?.SourceName ?? sale.ProductName,
                Credits = [.. credits[sale.PostingId].OrderBy(row => row.CreditId).Select(
                    row => new SoldCredit(row.CreditId, row.Name, Unit.Of(row.BenefitKind, row.Currency), row.Amount, row.ExpiresAt))],
            }),
        ]);

        Task<List<SaleSummary>> OfOneAsync(long record, bool forward, SaleKey? beyond, int take)
        {
            var sales = db.Sales.Where(sale => sale.MemberId == record);
            if (beyond is { Id: var id })
                sales = forward ? sales.Where(sale => sale.PostingId < id) : sales.Where(sale => sale.PostingId > id);
            var ordered = forward ? sales.OrderByDescending(sale => sale.PostingId) : sales.OrderBy(sale => sale.PostingId);
            return ordered.Take(take).Select(sale => new SaleSummary(
                sale.PostingId, sale.ProductId, sale.Product!.Name, sale.SoldOn, sale.Posting!.RecordedAt,
                db.Undoings.Any(undoing => undoing.ReversesPostingId == sale.PostingId))).ToListAsync(cancellationToken);
        }
    }

    private sealed record SaleKey(long Id);
}

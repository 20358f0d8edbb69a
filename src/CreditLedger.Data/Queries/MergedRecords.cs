namespace CreditLedger.Data.Queries;

/// <summary>The records of one person (R50). Each is asked by itself, so that every list keeps the order of its index.</summary>
internal static class MergedRecords
{
    /// <summary>The records that were merged into a member's. IX_Members_MergedIntoId: for nearly all there is none.</summary>
    public static Task<List<long>> MergedIntoAsync(this LedgerDbContext db, long memberId, CancellationToken cancellationToken) =>
        db.Members.Where(member => member.MergedIntoId != null && member.MergedIntoId == memberId).OrderBy(member => member.Id)
            .Select(member => member.Id).ToListAsync(cancellationToken);

    /// <summary>The rows of each record together.</summary>
    public static async Task<List<TRow>> OfEachAsync<TRow>(this IEnumerable<long> records, Func<long, Task<List<TRow>>> read)
    {
        var rows = new List<TRow>();
        foreach (var id in records) rows.AddRange(await read(id));
        return rows;
    }
}

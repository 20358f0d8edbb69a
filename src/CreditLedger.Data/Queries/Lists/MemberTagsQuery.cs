namespace CreditLedger.Data.Queries.Lists;

/// <summary>The tags one can filter members by. IX_MemberTags_Tag, from one tag straight to the next: as many seeks as tags.</summary>
public sealed class MemberTagsQuery(LedgerDbContext db)
{
    private const int MaxTags = 40;

    /// <summary>The first of them in order.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        var last = "";
        while (tags.Count < MaxTags)
        {
            var passed = last;
#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.
            var next = await db.MemberTags.Where(tag => string.Compare(tag.Tag, passed) > 0).OrderBy(tag => tag.Tag).Select(tag => tag.Tag)
                .FirstOrDefaultAsync(cancellationToken);
#pragma warning restore CA1309, CA1310
            if (next is null || next == last) break;
            tags.Add(last = next);
        }

        return tags;
    }
}

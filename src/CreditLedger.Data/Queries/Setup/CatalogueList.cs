using CreditLedger.Data.Model;
using CreditLedger.Ledger.Rows;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries.Setup;

/// <summary>Which rows of a catalogue's list.</summary>
public sealed record CatalogueFilter
{
    /// <summary>What the name, or the reference, begins with.</summary>
    public string? Search { get; init; }

    /// <summary>Those that are archived instead of those in use.</summary>
    public bool IsArchived { get; init; }
}

/// <summary>A page of a catalogue's list.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Total">How many match.</param>
/// <param name="HasAny">Whether the catalogue holds anything at all: "none yet" is another sentence than "none match".</param>
public sealed record CatalogueList<T>(KeysetPage<T> Page, BoundedCount Total, bool HasAny)
{
    /// <summary>The same page with more about each row.</summary>
    public CatalogueList<TMore> With<TMore>(Func<T, TMore> more) => new(Page.With<TMore>([.. Page.Rows.Select(more)]), Total, HasAny);
}

/// <summary>A catalogue's list in the order of the text that no two rows share, along its unique index.</summary>
internal static class CatalogueLists
{
    /// <summary>Catalogues have tens of rows; beyond this nobody asks how many.</summary>
    private const int CountLimit = 10_000;

    /// <summary>One page of a catalogue whose rows have references.</summary>
    public static Task<CatalogueList<T>> ByReferenceAsync<T>(
        this IQueryable<T> rows, CatalogueFilter filter, PagePosition position, int pageSize, CancellationToken cancellationToken)
        where T : VersionedRow
    {
        // References are compared exactly, and most are written in capitals.
        var (typed, capitals) = (filter.Search?.Trim() ?? "", filter.Search?.Trim().ToUpperInvariant() ?? "");
        var matching = typed.Length == 0 ? rows : rows.Where(row =>
            EF.Property<string>(row, "Reference").StartsWith(typed) || EF.Property<string>(row, "Reference").StartsWith(capitals)
                || row.Name.StartsWith(typed));
        return ReadAsync(rows, matching, "Reference", filter, position, pageSize, cancellationToken);
    }

    /// <summary>One page of a catalogue whose rows are found by their folded names.</summary>
    public static Task<CatalogueList<T>> BySortNameAsync<T>(
        this IQueryable<T> rows, CatalogueFilter filter, PagePosition position, int pageSize, CancellationToken cancellationToken)
        where T : VersionedRow
    {
        // The first text that no longer begins with what was typed, but for letters nobody writes.
        var typed = SearchText.Fold(filter.Search ?? "");
        var end = typed + '\uffff';
        var matching = typed.Length == 0 ? rows : rows.Where(row =>
            string.Compare(EF.Property<string>(row, "SortName"), typed) >= 0
                && string.Compare(EF.Property<string>(row, "SortName"), end) < 0);
        return ReadAsync(rows, matching, "SortName", filter, position, pageSize, cancellationToken);
    }

    private static async Task<CatalogueList<T>> ReadAsync<T>(
        IQueryable<T> rows, IQueryable<T> matching, string order, CatalogueFilter filter, PagePosition position, int pageSize,
        CancellationToken cancellationToken)
        where T : VersionedRow
    {
        matching = matching.Where(row => (row.ArchivedAt != null) == filter.IsArchived);
        var anchor = position.Id == 0
            ? null
            : await rows.Where(row => row.Id == position.Id).Select(row => EF.Property<string>(row, order))
                .FirstOrDefaultAsync(cancellationToken);
        var page = await Keyset.ReadAsync<T, string>(position, anchor, pageSize, (forward, beyond, take) =>
        {
            var following = (forward, beyond) switch
            {
                (_, null) => matching,
                (true, _) => matching.Where(row => string.Compare(EF.Property<string>(row, order), beyond) > 0),
                (false, _) => matching.Where(row => string.Compare(EF.Property<string>(row, order), beyond) < 0),
            };
            var ordered = forward
                ? following.OrderBy(row => EF.Property<string>(row, order))
                : following.OrderByDescending(row => EF.Property<string>(row, order));
            return ordered.Take(take).ToListAsync(cancellationToken);
        });
        var total = await matching.CountUpToAsync(CountLimit, cancellationToken);
        return new CatalogueList<T>(page, total, total.Value > 0 || await rows.AnyAsync(cancellationToken));
    }
}

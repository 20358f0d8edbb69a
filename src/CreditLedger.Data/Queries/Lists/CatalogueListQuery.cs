using System.Linq.Expressions;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>Which rows of a catalogue's list.</summary>
public sealed record CatalogueFilter
{
    /// <summary>What was typed; every word must be part of the name or the reference.</summary>
    public string? Search { get; init; }

    /// <summary>Those that are archived instead of those in use.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool Descending { get; init; }
}

/// <summary>
/// A catalogue's list in the order of the text that no two rows share, along its unique index. Catalogues have tens of rows, so what is
/// searched for is found by reading all their names.
/// </summary>
/// <param name="rows">The catalogue.</param>
/// <param name="column">The text that has the unique index: what the list is sorted by.</param>
public abstract class CatalogueListQuery<TEntity, TRow>(IQueryable<TEntity> rows, string column)
    : ListQuery<CatalogueFilter, TEntity, TRow>
    where TEntity : VersionedRow
{
    private readonly ListOrder<TEntity> _order = ListOrder<TEntity>.By(row => row.Id, row => EF.Property<string>(row, column));

    /// <summary>The key of a row.</summary>
    public abstract long IdOf(TRow row);

    private protected override IQueryable<TEntity> All => rows;

    private protected override Expression<Func<TEntity, long>> Id => row => row.Id;

    private protected override ListOrder<TEntity> OrderOf(CatalogueFilter filter) => _order;

    private protected override bool IsDescending(CatalogueFilter filter) => filter.Descending;

    private protected override IQueryable<TEntity> Matching(CatalogueFilter filter, DateTime now) =>
        rows.Where(row => (row.ArchivedAt != null) == filter.IsArchived);

    private protected override async Task<IQueryable<long>?> FindFewAsync(
        CatalogueFilter filter, DateTime now, CancellationToken cancellationToken)
    {
        var words = SearchText.WordsOf(filter.Search);
        if (words.Count == 0) return null;
        var texts = await rows.Select(row => new { row.Id, row.Name, Text = EF.Property<string>(row, column) })
            .ToListAsync(cancellationToken);
        var ids = texts.Where(row => SearchText.HasAll(words, row.Name, row.Text)).Select(row => row.Id).ToList();
        return rows.Where(row => ids.Contains(row.Id)).Select(row => row.Id);
    }
}

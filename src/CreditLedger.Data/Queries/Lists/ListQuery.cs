using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>
/// A list with its whole contract: filters, orders along indexes, keyset pages, counts, the rows beside one, the first so many, and all of
/// them for an export. What few rows match is found through its own index and sorted in memory; what many match is walked in the list's
/// order, where a page is full after a few rows. Neither grows with the space.
/// </summary>
/// <typeparam name="TFilter">Which rows, in which order.</typeparam>
/// <typeparam name="TEntity">The table that is walked.</typeparam>
/// <typeparam name="TRow">What a row shows.</typeparam>
public abstract class ListQuery<TFilter, TEntity, TRow>
    where TEntity : class
{
    private const int ExportChunk = 500;

    /// <summary>How many are few; tests set it low.</summary>
    internal int Few { get; init; } = 2_000;

    /// <summary>One page.</summary>
    public async Task<ListPage<TRow>> RunAsync(
        TFilter filter, PagePosition position, int pageSize, DateTime now, CancellationToken cancellationToken)
    {
        var (matching, areFew) = await NarrowAsync(filter, now, cancellationToken);
        var walk = OrderOf(filter).Over(All, matching, areFew, IsDescending(filter));
        var keys = await walk.PageAsync(position, pageSize, cancellationToken);
        IReadOnlyList<TRow> rows = keys.Rows.Count == 0 ? [] : await RowsAsync(keys.Rows, now, cancellationToken);
        var (total, amounts) = await TotalAsync(
            filter, matching, new Counting(walk.Count, position.CountLimit, now), cancellationToken);
        var hasAny = total.Value > 0 || await All.AnyAsync(cancellationToken);
        return new ListPage<TRow>(keys.With(rows), total, hasAny) { Amounts = amounts };
    }

    /// <summary>The rows beside one, in the order and among those of the list.</summary>
    public async Task<Neighbours> NeighboursAsync(TFilter filter, long id, DateTime now, CancellationToken cancellationToken)
    {
        var (matching, areFew) = await NarrowAsync(filter, now, cancellationToken);
        return await OrderOf(filter).Over(All, matching, areFew, IsDescending(filter)).NeighboursAsync(id, cancellationToken);
    }

    /// <summary>The keys of the first so many that match, in the list's order.</summary>
    public async Task<IReadOnlyList<long>> IdsAsync(TFilter filter, int most, DateTime now, CancellationToken cancellationToken)
    {
        var (matching, areFew) = await NarrowAsync(filter, now, cancellationToken);
        var walk = OrderOf(filter).Over(All, matching, areFew, IsDescending(filter));
        return (await walk.PageAsync(PagePosition.First, most, cancellationToken)).Rows;
    }

    /// <summary>All that match, in the list's order; memory stays that of one chunk.</summary>
    public async IAsyncEnumerable<TRow> AllAsync(
        TFilter filter, DateTime now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (matching, areFew) = await NarrowAsync(filter, now, cancellationToken);
        var walk = OrderOf(filter).Over(All, matching, areFew, IsDescending(filter));
        var position = PagePosition.First;
        while (true)
        {
            var keys = await walk.PageAsync(position, ExportChunk, cancellationToken);
            if (keys.Rows.Count == 0) yield break;
            foreach (var row in await RowsAsync(keys.Rows, now, cancellationToken)) yield return row;
            if (!keys.HasNext) yield break;
            position = PagePosition.After(keys.Rows[^1]);
        }
    }

    /// <summary>Every row of the table.</summary>
    private protected abstract IQueryable<TEntity> All { get; }

    /// <summary>The key of a row.</summary>
    private protected abstract Expression<Func<TEntity, long>> Id { get; }

    private protected abstract ListOrder<TEntity> OrderOf(TFilter filter);

    private protected abstract bool IsDescending(TFilter filter);

    /// <summary>The rows that match, for a walk in the list's order.</summary>
    private protected abstract IQueryable<TEntity> Matching(TFilter filter, DateTime now);

    /// <summary>Keys of rows by one condition each that has an index of its own and that few rows may meet.</summary>
    private protected virtual IEnumerable<IQueryable<long>> Narrow(TFilter filter, DateTime now) => [];

    /// <summary>What is shown of these rows, in the order given.</summary>
    private protected abstract Task<IReadOnlyList<TRow>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken);

    /// <summary>How many match, and what they come to where the list says so.</summary>
    /// <param name="filter">Which rows.</param>
    /// <param name="matching">Those rows.</param>
    /// <param name="counting">How far.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    private protected virtual async Task<(BoundedCount, IReadOnlyList<OutstandingAmount>?)> TotalAsync(
        TFilter filter, IQueryable<TEntity> matching, Counting counting, CancellationToken cancellationToken) =>
        (counting.Known is { } count ? new BoundedCount(count, true)
            : await matching.CountUpToAsync(counting.Limit, cancellationToken), null);

    /// <summary>The keys of what few rows match; none where they may be many.</summary>
    private protected virtual async Task<IQueryable<long>?> FindFewAsync(
        TFilter filter, DateTime now, CancellationToken cancellationToken)
    {
        // By the condition that the fewest rows meet.
        IQueryable<long>? rarest = null;
        var least = Few + 1;
        foreach (var ids in Narrow(filter, now))
        {
            var count = await ids.Take(least).CountAsync(cancellationToken);
            if (count < least) (rarest, least) = (ids, count);
        }

        return rarest;
    }

    private async Task<(IQueryable<TEntity> Matching, bool AreFew)> NarrowAsync(
        TFilter filter, DateTime now, CancellationToken cancellationToken)
    {
        var matching = Matching(filter, now);
        if (await FindFewAsync(filter, now, cancellationToken) is not { } few) return (matching, false);
        var id = Id;
        var isAmong = Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [typeof(long)], few.Expression, id.Body);
        return (matching.Where(Expression.Lambda<Func<TEntity, bool>>(isAmong, id.Parameters)), true);
    }
}

/// <summary>How a list is counted.</summary>
/// <param name="Known">How many rows match, where they are few and that is known already.</param>
/// <param name="Limit">How far it is counted.</param>
/// <param name="Now">The moment of the list.</param>
internal readonly record struct Counting(int? Known, int Limit, DateTime Now);

/// <summary>A page of a list.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Total">How many match.</param>
/// <param name="HasAny">Whether the list holds anything at all: "none yet" is another sentence than "none match".</param>
public sealed record ListPage<TRow>(KeysetPage<TRow> Page, BoundedCount Total, bool HasAny)
{
    /// <summary>What those that match hold, per unit, where the list says so and they are not too many.</summary>
    public IReadOnlyList<OutstandingAmount>? Amounts { get; init; }
}

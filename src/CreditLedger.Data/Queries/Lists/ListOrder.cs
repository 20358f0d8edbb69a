using System.Linq.Expressions;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>An order of a list: along a column that has an index, and by the key where the column is the same.</summary>
internal abstract class ListOrder<TRow> where TRow : class
{
    /// <summary>Rows whose column is null come first on both engines.</summary>
    /// <param name="id">The key.</param>
    /// <param name="column">What an index has in order.</param>
    public static ListOrder<TRow> By<TValue>(Expression<Func<TRow, long>> id, Expression<Func<TRow, TValue>> column) =>
        new ListOrder<TRow, TValue>(id, column);

    /// <summary>Reads a list in this order.</summary>
    /// <param name="all">Every row, to find the place of one.</param>
    /// <param name="matching">The rows of the list.</param>
    /// <param name="areFew">Whether so few match that they are sorted in memory.</param>
    /// <param name="descending">Whether the order is turned round.</param>
    public abstract IListWalk Over(IQueryable<TRow> all, IQueryable<TRow> matching, bool areFew, bool descending);
}

/// <summary>A list in one order, read by keys.</summary>
internal interface IListWalk
{
    /// <summary>The keys of one page.</summary>
    Task<KeysetPage<long>> PageAsync(PagePosition position, int size, CancellationToken cancellationToken);

    /// <summary>The keys beside a row, whether or not it is among those of the list; none where there is no such row.</summary>
    Task<Neighbours> NeighboursAsync(long id, CancellationToken cancellationToken);

    /// <summary>How many rows match, where that was found on the way.</summary>
    int? Count { get; }
}

/// <summary>The rows beside one in a list's order.</summary>
/// <param name="PreviousId">The one before.</param>
/// <param name="NextId">The one after.</param>
public sealed record Neighbours(long? PreviousId, long? NextId);

/// <summary>A row's place in an order.</summary>
internal sealed record Place<TValue>(TValue Value, long Id);

internal sealed class ListOrder<TRow, TValue>(Expression<Func<TRow, long>> id, Expression<Func<TRow, TValue>> column) : ListOrder<TRow>
    where TRow : class
{
    private static readonly bool IsNullable = default(TValue) is null && typeof(TValue) != typeof(string);

    private static readonly Comparer<TValue> Values = typeof(TValue) == typeof(string)
        ? Comparer<TValue>.Create((x, y) => string.CompareOrdinal(x as string, y as string))
        : Comparer<TValue>.Default;

    private static readonly Comparer<Place<TValue>> Places = Comparer<Place<TValue>>.Create(
        (x, y) => Values.Compare(x.Value, y.Value) is not 0 and var order ? order : x.Id.CompareTo(y.Id));

    private readonly ParameterExpression _row = id.Parameters[0];
    private readonly Expression _column = new Renaming(column.Parameters[0], id.Parameters[0]).Visit(column.Body);

    public override IListWalk Over(IQueryable<TRow> all, IQueryable<TRow> matching, bool areFew, bool descending) =>
        new Walk(this, all, matching, areFew, descending);

    private IQueryable<Place<TValue>> PlacesOf(IQueryable<TRow> rows) => rows.Select(Expression.Lambda<Func<TRow, Place<TValue>>>(
        Expression.New(typeof(Place<TValue>).GetConstructor([typeof(TValue), typeof(long)])!, _column, id.Body), _row));

    private async Task<List<Place<TValue>>> ReadAsync(
        IQueryable<TRow> rows, bool up, Place<TValue>? beyond, int take, CancellationToken cancellationToken)
    {
        if (!IsNullable) return await PlacesOf(Ordered(rows, up, beyond, null)).Take(take).ToListAsync(cancellationToken);

        // A range with "or is null" no index can walk, so the two parts are read in turn.
        var places = new List<Place<TValue>>(take);
        foreach (var isNull in up ? new[] { true, false } : [false, true])
        {
            if (places.Count == take) break;
            var isBeyond = beyond is null || (beyond.Value is null) == isNull;
            if (!isBeyond && (beyond!.Value is null) != up) continue;
            var part = Ordered(rows, up, isBeyond ? beyond : null, isNull);
            places.AddRange(await PlacesOf(part).Take(take - places.Count).ToListAsync(cancellationToken));
        }

        return places;
    }

    private IQueryable<TRow> Ordered(IQueryable<TRow> rows, bool up, Place<TValue>? beyond, bool? isNull)
    {
        if (isNull is { } none)
        {
            var nothing = Expression.Constant(null, typeof(TValue));
            rows = Where(rows, none ? Expression.Equal(_column, nothing) : Expression.NotEqual(_column, nothing));
        }

        if (beyond is not null) rows = Where(rows, Beyond(beyond, up, isNull == true));
        var ordered = up
            ? rows.OrderBy(Expression.Lambda<Func<TRow, TValue>>(_column, _row))
            : rows.OrderByDescending(Expression.Lambda<Func<TRow, TValue>>(_column, _row));
        return up ? ordered.ThenBy(id) : ordered.ThenByDescending(id);
    }

    // "At or beyond the value, and (beyond the value or beyond the key)": the first part is what an index can seek to.
    private BinaryExpression Beyond(Place<TValue> place, bool up, bool byKeyAlone)
    {
        // Members of an object become parameters of the statement, so that one text serves every page.
        var at = Expression.Constant(place);
        var (beyond, atOrBeyond) = up
            ? (ExpressionType.GreaterThan, ExpressionType.GreaterThanOrEqual)
            : (ExpressionType.LessThan, ExpressionType.LessThanOrEqual);
        var byKey = Expression.MakeBinary(beyond, id.Body, Expression.Property(at, nameof(place.Id)));
        if (byKeyAlone) return byKey;
        var value = Expression.Property(at, nameof(place.Value));
        return Expression.AndAlso(Compare(atOrBeyond, value), Expression.OrElse(Compare(beyond, value), byKey));
    }

    private BinaryExpression Compare(ExpressionType relation, Expression value) => typeof(TValue) == typeof(string)
        ? Expression.MakeBinary(relation, Expression.Call(typeof(string), nameof(string.Compare), null, _column, value),
            Expression.Constant(0))
        : Expression.MakeBinary(relation, _column, value);

    private IQueryable<TRow> Where(IQueryable<TRow> rows, Expression condition) =>
        rows.Where(Expression.Lambda<Func<TRow, bool>>(condition, _row));

    private sealed class Walk(
        ListOrder<TRow, TValue> order, IQueryable<TRow> all, IQueryable<TRow> matching, bool areFew, bool descending) : IListWalk
    {
        private List<Place<TValue>>? _few;

        public int? Count => _few?.Count;

        public async Task<KeysetPage<long>> PageAsync(PagePosition position, int size, CancellationToken cancellationToken)
        {
            var anchor = position.Id == 0 ? null : await PlaceOfAsync(position.Id, cancellationToken);
            var page = await Keyset.ReadAsync<Place<TValue>, Place<TValue>>(position, anchor, size,
                (forward, beyond, take) => ReadAsync(forward, beyond, take, cancellationToken));
            return page.With<long>([.. page.Rows.Select(place => place.Id)]);
        }

        public async Task<Neighbours> NeighboursAsync(long id, CancellationToken cancellationToken)
        {
            if (await PlaceOfAsync(id, cancellationToken) is not { } place) return new Neighbours(null, null);
            var previous = await ReadAsync(false, place, 1, cancellationToken);
            var next = await ReadAsync(true, place, 1, cancellationToken);
            return new Neighbours(previous.FirstOrDefault()?.Id, next.FirstOrDefault()?.Id);
        }

        private Task<Place<TValue>?> PlaceOfAsync(long key, CancellationToken cancellationToken)
        {
            var at = Expression.Constant(new Place<TValue>(default!, key));
            return order.PlacesOf(order.Where(all, Expression.Equal(order.Id, Expression.Property(at, nameof(Place<>.Id)))))
                .FirstOrDefaultAsync(cancellationToken);
        }

        private async Task<List<Place<TValue>>> ReadAsync(
            bool forward, Place<TValue>? beyond, int take, CancellationToken cancellationToken)
        {
            var up = forward != descending;
            if (!areFew) return await order.ReadAsync(matching, up, beyond, take, cancellationToken);
            if (_few is null)
            {
                _few = await order.PlacesOf(matching).ToListAsync(cancellationToken);
                _few.Sort(Places);
            }

            var places = up ? _few : Enumerable.Reverse(_few);
            return [.. places.SkipWhile(place => beyond is not null && (up ? Places.Compare(place, beyond) <= 0
                : Places.Compare(place, beyond) >= 0)).Take(take)];
        }
    }

    private Expression Id => id.Body;

    private sealed class Renaming(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

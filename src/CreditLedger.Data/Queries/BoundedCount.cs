using System.Globalization;

namespace CreditLedger.Data.Queries;

/// <summary>How many rows match, counted no further than a limit: beyond it the exact number costs more than it tells.</summary>
/// <param name="Value">The count, at most the limit.</param>
/// <param name="IsExact">Whether there are not more.</param>
public readonly record struct BoundedCount(int Value, bool IsExact)
{
    /// <inheritdoc />
    public override string ToString() => (IsExact ? "" : "more than ") + Value.ToString("#,0", CultureInfo.InvariantCulture);
}

internal static class BoundedCounting
{
    /// <summary>Counts, and stops one beyond the limit.</summary>
    public static async Task<BoundedCount> CountUpToAsync<T>(this IQueryable<T> rows, int limit, CancellationToken cancellationToken)
    {
        var count = await rows.Take(limit + 1).CountAsync(cancellationToken);
        return new BoundedCount(Math.Min(count, limit), count <= limit);
    }
}

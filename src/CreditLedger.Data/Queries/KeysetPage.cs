namespace CreditLedger.Data.Queries;

/// <summary>One page of a list, reached by the key of a neighbouring row, so that the last page costs what the first does.</summary>
/// <param name="Rows">The rows in the list's order.</param>
/// <param name="HasPrevious">Whether rows come before.</param>
/// <param name="HasNext">Whether rows come after.</param>
public sealed record KeysetPage<T>(IReadOnlyList<T> Rows, bool HasPrevious, bool HasNext)
{
    /// <summary>The same page of other rows.</summary>
    public KeysetPage<TOther> With<TOther>(IReadOnlyList<TOther> rows) => new(rows, HasPrevious, HasNext);
}

/// <summary>Reads rows in or against the list's order, beyond an anchor if there is one.</summary>
internal delegate Task<List<T>> ReadKeyset<T, in TKey>(bool forward, TKey? anchor, int take) where TKey : class;

internal static class Keyset
{
    /// <summary>Reads one row more than the page holds, to know whether there is more.</summary>
    /// <param name="position">Where to begin.</param>
    /// <param name="anchor">The key of the anchor row; none where it no longer exists: then the first page is shown.</param>
    /// <param name="size">Rows of a page.</param>
    /// <param name="read">The query.</param>
    public static async Task<KeysetPage<T>> ReadAsync<T, TKey>(PagePosition position, TKey? anchor, int size, ReadKeyset<T, TKey> read)
        where TKey : class
    {
        var side = anchor is null && position.Anchor is PageAnchor.After or PageAnchor.Before ? PageAnchor.First : position.Anchor;
        if (side == PageAnchor.Before)
        {
            var before = await read(false, anchor, size + 1);

            // Fewer than a page before the anchor: the first page, whole.
            if (before.Count <= size) side = PageAnchor.First;
            else return new KeysetPage<T>(Reversed(before, size), true, true);
        }

        if (side == PageAnchor.After)
        {
            var after = await read(true, anchor, size + 1);
            if (after.Count > 0) return new KeysetPage<T>(Cut(after, size), true, after.Count > size);
            side = PageAnchor.Last;
        }

        if (side == PageAnchor.Last)
        {
            var last = await read(false, null, size + 1);
            return new KeysetPage<T>(Reversed(last, size), last.Count > size, false);
        }

        var first = await read(true, null, size + 1);
        return new KeysetPage<T>(Cut(first, size), false, first.Count > size);
    }

    private static List<T> Cut<T>(List<T> rows, int size) => rows.Count > size ? rows.GetRange(0, size) : rows;

    private static List<T> Reversed<T>(List<T> rows, int size)
    {
        var cut = Cut(rows, size);
        cut.Reverse();
        return cut;
    }
}

namespace CreditLedger.Data.Queries;

/// <summary>
/// A row's place in a history, newest first: by the moment of use; at the same moment entries of the owner's chain by their sequence come
/// before uses of others' credits, and entries of records that were merged, by their key. Each source is an index range in this very order.
/// </summary>
/// <param name="UsedAt">When it happened.</param>
/// <param name="IsOwn">Whether it is of the chain that the history is about.</param>
/// <param name="Number">The sequence of an own entry, the key of another.</param>
internal sealed record HistoryKey(DateTime UsedAt, bool IsOwn, long Number) : IComparable<HistoryKey>
{
    /// <inheritdoc />
    public int CompareTo(HistoryKey? other)
    {
        if (other is null) return 1;
        var order = UsedAt.CompareTo(other.UsedAt);
        if (order == 0) order = IsOwn.CompareTo(other.IsOwn);
        return order == 0 ? Number.CompareTo(other.Number) : order;
    }
}

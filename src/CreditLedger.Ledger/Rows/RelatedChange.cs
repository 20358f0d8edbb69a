namespace CreditLedger.Ledger.Rows;

/// <summary>A row beside the ledger's that is written with a command's posting, or instead of one: all or none.</summary>
/// <param name="Operation">What happens to it.</param>
/// <param name="Table">Its table.</param>
/// <param name="Row">The row; for a deletion its key counts.</param>
public sealed record RelatedChange(RelatedOperation Operation, LedgerTable Table, object Row)
{
    /// <summary>Adds a row.</summary>
    public static RelatedChange Insert<TRow>(TRow row)
        where TRow : class, ILedgerRow<TRow> => new(RelatedOperation.Insert, TRow.Table, row);

    /// <summary>Sets every column that may change.</summary>
    public static RelatedChange Update<TRow>(TRow row)
        where TRow : class, ILedgerRow<TRow> => new(RelatedOperation.Update, TRow.Table, row);

    /// <summary>Takes a row away.</summary>
    public static RelatedChange Delete<TRow>(TRow row)
        where TRow : class, ILedgerRow<TRow> => new(RelatedOperation.Delete, TRow.Table, row);
}

/// <summary>What happens to a row.</summary>
public enum RelatedOperation
{
    /// <summary>It is added.</summary>
    Insert,

    /// <summary>It is changed.</summary>
    Update,

    /// <summary>It is taken away.</summary>
    Delete,
}

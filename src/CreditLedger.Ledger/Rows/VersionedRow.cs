namespace CreditLedger.Ledger.Rows;

/// <summary>A row that people edit: archived, never deleted; an edit names the version it was begun on.</summary>
public abstract record VersionedRow
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>Database key.</summary>
    public long Id { get; init; }

    /// <summary>Display name, 1 to 200 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Since when it is out of use; what refers to it already stays.</summary>
    public DateTime? ArchivedAt { get; init; }

    /// <summary>Raised by each change of the row and of the rows that belong to it.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether it is out of use.</summary>
    public bool IsArchived => ArchivedAt is not null;
}

/// <summary>The table of a row that people edit.</summary>
public interface IVersionedRow<TRow> : ILedgerRow<TRow>
    where TRow : VersionedRow, IVersionedRow<TRow>
{
    /// <summary>What people call one of them: "plan".</summary>
    static abstract string Noun { get; }
}

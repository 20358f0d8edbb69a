namespace CreditLedger.Data.Verification;

/// <summary>What a verification found.</summary>
/// <param name="Entries">Entries checked.</param>
/// <param name="Postings">Postings checked.</param>
/// <param name="Credits">Credits checked.</param>
/// <param name="Differences">What does not agree, the first rows first; empty when all is well.</param>
public sealed record VerificationReport(long Entries, long Postings, long Credits, IReadOnlyList<Difference> Differences)
{
    /// <summary>Postings and credits whose texts were erased: their digests stand in the hashes, the texts cannot be told (R41).</summary>
    public long ErasedTexts { get; init; }

    /// <summary>All rows checked.</summary>
    public long Rows => Entries + Postings + Credits;
}

/// <summary>One row that is not as it was recorded.</summary>
/// <param name="Table">The table, or the cache.</param>
/// <param name="RowId">The row's key.</param>
/// <param name="Message">What does not agree, naming the rule.</param>
public sealed record Difference(string Table, long RowId, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{Table} {RowId}: {Message}";
}

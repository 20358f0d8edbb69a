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

    /// <summary>Rows checked that are derived from these or say what they were granted for.</summary>
    public long OtherRows { get; init; }

    /// <summary>All rows checked.</summary>
    public long Rows => Entries + Postings + Credits + OtherRows;
}

/// <summary>One row that is not as it was recorded.</summary>
/// <param name="Table">The table, or the cache.</param>
/// <param name="RowId">The row's key; none where it is the table itself, or a row that has no single number.</param>
/// <param name="Message">What does not agree, naming the rule.</param>
public sealed record Difference(string Table, long? RowId, string Message)
{
    /// <inheritdoc />
    public override string ToString() => RowId is { } id ? $"{Table} {id}: {Message}" : $"{Table}: {Message}";
}

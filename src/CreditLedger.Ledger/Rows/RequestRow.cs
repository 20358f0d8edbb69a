namespace CreditLedger.Ledger.Rows;

/// <summary>A request that was carried out: the same key with the same content gets the first result again (R9).</summary>
public record RequestRow : ILedgerRow<RequestRow>
{
    /// <summary>Longest key, in characters.</summary>
    public const int MaxKeyLength = 200;

    /// <summary>The columns.</summary>
    public static LedgerTable<RequestRow> Table { get; } = new(
        "Requests",
        Column.Of((RequestRow row) => row.IdempotencyKey, key: true, length: MaxKeyLength, exact: true),
        Column.Of((RequestRow row) => row.Generation, key: true),
        Column.Of((RequestRow row) => row.Hash, length: 32),
        Column.Of((RequestRow row) => row.PostingId),
        Column.Of((RequestRow row) => row.MadeId),
        Column.Of((RequestRow row) => row.RecordedAt));

    /// <summary>Idempotency key, 1 to 200 characters.</summary>
    public string IdempotencyKey { get; init; } = "";

    /// <summary>1; one more for each posting of the same external id that was undone before.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>SHA-256 of what was asked for; texts by their digest (R41).</summary>
    public byte[] Hash { get; init; } = [];

    /// <summary>The posting that it recorded.</summary>
    public long? PostingId { get; init; }

    /// <summary>The row that it made or changed: a membership, a plan, a group.</summary>
    public long? MadeId { get; init; }

    /// <summary>When.</summary>
    public DateTime RecordedAt { get; init; }
}

namespace CreditLedger.Ledger.Rows;

/// <summary>One grant of a benefit to an owner. Never deleted; only its description may be erased (R4, R41).</summary>
public record CreditRow : ILedgerRow<CreditRow>
{
    /// <summary>The columns. Tags 160 to 254 are this table's (R8).</summary>
    public static LedgerTable<CreditRow> Table { get; } = new(
        "Credits",
        Column.Of((CreditRow row) => row.Id, tag: 160, key: true),
        Column.Of((CreditRow row) => row.OwnerId, tag: 161),
        Column.Of((CreditRow row) => row.BenefitId, tag: 162),
        Column.Of((CreditRow row) => row.BenefitKind, tag: 163),
        Column.Of((CreditRow row) => row.Amount, tag: 164),
        Column.Of((CreditRow row) => row.Unlimited, tag: 165, initial: false),
        Column.Of((CreditRow row) => row.StartsAt, tag: 166),
        Column.Of((CreditRow row) => row.ExpiresAt, tag: 167),
        Column.Of((CreditRow row) => row.Priority, tag: 168),
        Column.Of((CreditRow row) => row.Source, tag: 169),
        Column.Of((CreditRow row) => row.SourceName, tag: 170, length: 200),
        Column.Of((CreditRow row) => row.OriginCreditId, tag: 171),
        Column.Of((CreditRow row) => row.Category, tag: 172),
        Column.Of((CreditRow row) => row.PaidAmount, tag: 173),
        Column.Of((CreditRow row) => row.PaidCurrency, tag: 174, length: 3, exact: true),
        Column.Of((CreditRow row) => row.ExternalId, tag: 175, length: 200, exact: true),
        Column.Of((CreditRow row) => row.Generation, tag: 176, initial: 1),
        Column.Of((CreditRow row) => row.TextDigest, tag: 177, length: 32),
        Column.Of((CreditRow row) => row.RecordedAt, tag: 178),
        Column.Of((CreditRow row) => row.Description, length: TextDigests.MaxTextLength, erasable: true),
        Column.Of((CreditRow row) => row.TextSalt, length: 32, erasable: true));

    /// <summary>Database key, given by the ledger.</summary>
    public long Id { get; init; }

    /// <summary>The member who owns it.</summary>
    public long OwnerId { get; init; }

    /// <summary>What it is good for.</summary>
    public long BenefitId { get; init; }

    /// <summary>The benefit's kind, held equal by a foreign key.</summary>
    public BenefitKind BenefitKind { get; init; }

    /// <summary>Granted amount in the smallest unit (R1), above zero; 0 when unlimited (R48).</summary>
    public long Amount { get; init; }

    /// <summary>Whether each use is allowed as it happens instead of being drawn from an amount (R48).</summary>
    public bool Unlimited { get; init; }

    /// <summary>First instant it may be used (R11).</summary>
    public DateTime StartsAt { get; init; }

    /// <summary>First instant it may no longer be used; none means never (R11).</summary>
    public DateTime? ExpiresAt { get; init; }

    /// <summary>Lower is used first (R14).</summary>
    public int Priority { get; init; }

    /// <summary>How it was given.</summary>
    public CreditSource Source { get; init; }

    /// <summary>The plan's or product's name, up to 200 characters.</summary>
    public string? SourceName { get; init; }

    /// <summary>The credit whose remainder became this one (R23, R26).</summary>
    public long? OriginCreditId { get; init; }

    /// <summary>What sort of money was paid for it (R40); none where it came from a move.</summary>
    public CreditCategory? Category { get; init; }

    /// <summary>What was paid for it, in the currency's minor unit, net of tax (R40); none where nobody said.</summary>
    public long? PaidAmount { get; init; }

    /// <summary>ISO 4217 code of what was paid.</summary>
    public string? PaidCurrency { get; init; }

    /// <summary>The name another program gave it, up to 200 characters, unique with its generation (R9).</summary>
    public string? ExternalId { get; init; }

    /// <summary>Which import of the external id it is: 1, or one more for each that was undone before (R9).</summary>
    public int Generation { get; init; } = 1;

    /// <summary>Digest of the description (R41); absent where there is none, and kept when it is erased.</summary>
    public byte[]? TextDigest { get; init; }

    /// <summary>When the ledger learned of it.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>Why it was given, up to 500 characters; the member may read it.</summary>
    public string? Description { get; init; }

    /// <summary>32 random bytes that keep the digest from telling the description (R41).</summary>
    public byte[]? TextSalt { get; init; }
}

namespace CreditLedger.Ledger.Rows;

/// <summary>A row of the ledger on someone else's credit: what caps count (R13) and what the user's history shows (R34).</summary>
public record SharedUseRow : ILedgerRow<SharedUseRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<SharedUseRow> Table { get; } = new(
        "SharedUses",
        Column.Of((SharedUseRow row) => row.EntryId, key: true),
        Column.Of((SharedUseRow row) => row.UsedById),
        Column.Of((SharedUseRow row) => row.OwnerId),
        Column.Of((SharedUseRow row) => row.BenefitKind),
        Column.Of((SharedUseRow row) => row.UsedAt),
        Column.Of((SharedUseRow row) => row.OccursAt));

    /// <summary>The entry.</summary>
    public long EntryId { get; init; }

    /// <summary>The member who used.</summary>
    public long UsedById { get; init; }

    /// <summary>The member whose credit was used.</summary>
    public long OwnerId { get; init; }

    /// <summary>The credit's kind.</summary>
    public BenefitKind BenefitKind { get; init; }

    /// <summary>When the use was charged.</summary>
    public DateTime UsedAt { get; init; }

    /// <summary>When what was used takes place: the period of a cap that it counts in.</summary>
    public DateTime OccursAt { get; init; }

    /// <summary>The row of an entry; none where the owner used it, and of an allowance, whose use has one (R48).</summary>
    public static SharedUseRow? Of(EntryRow entry) => !IsOf(entry.UsedById, entry.OwnerId, entry.EffectiveKind) ? null : new SharedUseRow
    {
        EntryId = entry.Id,
        UsedById = entry.UsedById!.Value,
        OwnerId = entry.OwnerId,
        BenefitKind = entry.BenefitKind,
        UsedAt = entry.UsedAt,
        OccursAt = entry.OccursAt,
    };

    /// <summary>Whether an entry has a row.</summary>
    public static bool IsOf(long? usedById, long ownerId, EntryKind effectiveKind) =>
        usedById is { } user && user != ownerId && effectiveKind != EntryKind.Allowance;
}

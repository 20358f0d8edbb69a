using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Rows;

/// <summary>
/// The sums of one credit's entries, written in the transaction of the entries (R5). The copies of the credit's terms let one covering
/// index answer what is outstanding.
/// </summary>
public record BalanceRow : ILedgerRow<BalanceRow>
{
    /// <summary>Stands for "never expires", so that a range finds it: the last millisecond that every engine stores.</summary>
    public static readonly DateTime Never = Instants.Latest;

    /// <summary>The columns.</summary>
    public static LedgerTable<BalanceRow> Table { get; } = new(
        "CreditBalances",
        Column.Of((BalanceRow row) => row.CreditId, key: true),
        Column.Of((BalanceRow row) => row.OwnerId, isFixed: true),
        Column.Of((BalanceRow row) => row.BenefitId, isFixed: true),
        Column.Of((BalanceRow row) => row.BenefitKind, isFixed: true),
        Column.Of((BalanceRow row) => row.StartsAt, isFixed: true),
        Column.Of((BalanceRow row) => row.ExpiresAt, isFixed: true),
        Column.Of((BalanceRow row) => row.Balance),
        Column.Of((BalanceRow row) => row.Used),
        Column.Of((BalanceRow row) => row.Adjusted),
        Column.Of((BalanceRow row) => row.Moved),
        Column.Of((BalanceRow row) => row.LastUsedAt),
        Column.Of((BalanceRow row) => row.Revoked),
        Column.Of((BalanceRow row) => row.Source, isFixed: true));

    /// <summary>The credit.</summary>
    public long CreditId { get; init; }

    /// <summary>Its owner.</summary>
    public long OwnerId { get; init; }

    /// <summary>Its benefit.</summary>
    public long BenefitId { get; init; }

    /// <summary>The benefit's kind.</summary>
    public BenefitKind BenefitKind { get; init; }

    /// <summary>Its start.</summary>
    public DateTime StartsAt { get; init; }

    /// <summary>Its end; <see cref="Never"/> when it has none.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>Sum of all entries, in the smallest unit; not below zero (R6).</summary>
    public long Balance { get; init; }

    /// <summary>What was used, as a positive number.</summary>
    public long Used { get; init; }

    /// <summary>Adjustments, revocations and an undone grant, signed.</summary>
    public long Adjusted { get; init; }

    /// <summary>What moved to other credits (−) or was taken back from them (+).</summary>
    public long Moved { get; init; }

    /// <summary>The latest <c>UsedAt</c> of its entries: from there on the balance is <see cref="Balance"/> (R16).</summary>
    public DateTime LastUsedAt { get; init; }

    /// <summary>Whether a revocation, or the reversal of the grant, stands.</summary>
    public bool Revoked { get; init; }

    /// <summary>How the credit was given.</summary>
    public CreditSource Source { get; init; }

    /// <summary>The row of a credit and what its entries come to.</summary>
    public static BalanceRow Of(CreditRow credit, CreditSums sums) => new()
    {
        CreditId = credit.Id,
        OwnerId = credit.OwnerId,
        BenefitId = credit.BenefitId,
        BenefitKind = credit.BenefitKind,
        StartsAt = credit.StartsAt,
        ExpiresAt = credit.ExpiresAt ?? Never,
        Balance = sums.Balance,
        Used = sums.Used,
        Adjusted = sums.Adjusted,
        Moved = sums.Moved,
        LastUsedAt = sums.LastUsedAt,
        Revoked = sums.Revoked,
        Source = credit.Source,
    };
}

using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Model;

/// <summary>One grant of a benefit to an owner. Never updated or deleted (R4); written by <c>LedgerStore</c> alone.</summary>
public sealed class Credit
{
    /// <summary>Database key, given by the ledger.</summary>
    public long Id { get; internal set; }

    /// <summary>The member who owns it.</summary>
    public long OwnerId { get; internal set; }

    /// <summary>The owner.</summary>
    public Member? Owner { get; internal set; }

    /// <summary>What it is good for.</summary>
    public long BenefitId { get; internal set; }

    /// <summary>The benefit.</summary>
    public Benefit? Benefit { get; internal set; }

    /// <summary>The benefit's kind, held equal by a foreign key.</summary>
    public BenefitKind BenefitKind { get; internal set; }

    /// <summary>Granted amount in the smallest unit (R1), above zero.</summary>
    public long Amount { get; internal set; }

    /// <summary>First instant it may be used (R11).</summary>
    public DateTime StartsAt { get; internal set; }

    /// <summary>First instant it may no longer be used; none means never (R11).</summary>
    public DateTime? ExpiresAt { get; internal set; }

    /// <summary>Lower is used first (R14).</summary>
    public int Priority { get; internal set; }

    /// <summary>How it was given.</summary>
    public CreditSource Source { get; internal set; }

    /// <summary>The plan's or product's name, up to 200 characters.</summary>
    public string? SourceName { get; internal set; }

    /// <summary>The credit whose remainder became this one (R23, R26).</summary>
    public long? OriginCreditId { get; internal set; }

    /// <summary>Why it was given, up to 500 characters; the member may read it.</summary>
    public string? Description { get; internal set; }

    /// <summary>The name another program gave it, unique, up to 200 characters.</summary>
    public string? ExternalId { get; internal set; }

    /// <summary>When the ledger learned of it.</summary>
    public DateTime RecordedAt { get; internal set; }

    /// <summary>The cached sums; absent when the cache was dropped (R5).</summary>
    public CreditBalance? Balance { get; internal set; }

    /// <summary>Its rows.</summary>
    public ICollection<LedgerEntry> Entries { get; } = [];
}

/// <summary>
/// Sums of one credit's rows: a cache (R5), rebuilt from the rows by <c>CreditBalanceCache</c> and proved by <c>verify</c>.
/// The copies of the credit's terms let one covering index answer "what is outstanding".
/// </summary>
public sealed class CreditBalance
{
    /// <summary>The credit.</summary>
    public long CreditId { get; internal set; }

    /// <summary>The credit's owner.</summary>
    public long OwnerId { get; internal set; }

    /// <summary>The credit's benefit.</summary>
    public long BenefitId { get; internal set; }

    /// <summary>The benefit's kind.</summary>
    public BenefitKind BenefitKind { get; internal set; }

    /// <summary>The credit's start.</summary>
    public DateTime StartsAt { get; internal set; }

    /// <summary>The credit's end; <see cref="Never"/> when it has none, so that a range finds it.</summary>
    public DateTime ExpiresAt { get; internal set; }

    /// <summary>Sum of all entries, in the smallest unit; not below zero (R6).</summary>
    public long Balance { get; internal set; }

    /// <summary>What was used: minus the sum of usages and of their reversals.</summary>
    public long Used { get; internal set; }

    /// <summary>Sum of everything that is neither the grant nor a usage.</summary>
    public long Adjusted { get; internal set; }

    /// <summary>The latest <c>UsedAt</c> of its entries: from there on the balance is <see cref="Balance"/> (R16).</summary>
    public DateTime LastUsedAt { get; internal set; }

    /// <summary>Whether a revocation, or the reversal of the grant, stands.</summary>
    public bool Revoked { get; internal set; }

    /// <summary>Stands for "never expires": the last millisecond that every engine stores.</summary>
    public static readonly DateTime Never = new(9999, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc);
}

using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Burning;

/// <summary>The immutable terms of a credit.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Benefit">What it is good for.</param>
public sealed record CreditTerms(CreditRow Row, BenefitTerms Benefit)
{
    /// <summary>Database key.</summary>
    public long Id => Row.Id;

    /// <summary>The member who owns it.</summary>
    public long OwnerId => Row.OwnerId;

    /// <summary>Granted amount in the smallest unit.</summary>
    public long Amount => Row.Amount;

    /// <summary>Whether any amount can be used of it (R48).</summary>
    public bool IsUnlimited => Row.Unlimited;

    /// <summary>First live instant (R11).</summary>
    public DateTime StartsAt => Row.StartsAt;

    /// <summary>First instant no longer live; none means never (R11).</summary>
    public DateTime? ExpiresAt => Row.ExpiresAt;

    /// <summary>Lower is used first (R14).</summary>
    public int Priority => Row.Priority;

    /// <summary>When the ledger learned of it.</summary>
    public DateTime RecordedAt => Row.RecordedAt;

    /// <summary>The plan's or product's name; a credit that its remainder moves to keeps it (R23).</summary>
    public string? SourceName => Row.SourceName;

    /// <summary>R11: live in [starts-at, expires-at).</summary>
    public bool IsLiveAt(DateTime moment) => moment >= StartsAt && !IsExpiredAt(moment);

    /// <summary>Whether the end has come.</summary>
    public bool IsExpiredAt(DateTime moment) => ExpiresAt is { } end && moment >= end;
}

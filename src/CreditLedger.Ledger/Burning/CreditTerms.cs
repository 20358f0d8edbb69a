namespace CreditLedger.Ledger.Burning;

/// <summary>The immutable terms of a credit, as far as using it asks for them.</summary>
/// <param name="Id">Database key.</param>
/// <param name="OwnerId">The member who owns it.</param>
/// <param name="Benefit">What it is good for.</param>
/// <param name="Amount">Granted amount in the smallest unit.</param>
/// <param name="StartsAt">First live instant (R11).</param>
/// <param name="ExpiresAt">First instant no longer live; none means never (R11).</param>
/// <param name="Priority">Lower is used first (R14).</param>
/// <param name="RecordedAt">When the ledger learned of it.</param>
public sealed record CreditTerms(
    long Id, long OwnerId, BenefitTerms Benefit, long Amount, DateTime StartsAt, DateTime? ExpiresAt, int Priority, DateTime RecordedAt)
{
    /// <summary>The plan's or product's name; a credit that its remainder moves to keeps it (R23).</summary>
    public string? SourceName { get; init; }

    /// <summary>R11: live in [starts-at, expires-at).</summary>
    public bool IsLiveAt(DateTime moment) => moment >= StartsAt && !IsExpiredAt(moment);

    /// <summary>Whether the end has come.</summary>
    public bool IsExpiredAt(DateTime moment) => ExpiresAt is { } end && moment >= end;
}

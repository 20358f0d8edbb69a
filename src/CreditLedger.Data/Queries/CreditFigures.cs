using CreditLedger.Data.Model;
using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Data.Queries;

/// <summary>A credit's terms and sums as one flat row.</summary>
internal sealed class CreditFigures
{
    public long Id { get; init; }
    public long OwnerId { get; init; }
    public long BenefitId { get; init; }
    public required string BenefitName { get; init; }
    public BenefitKind Kind { get; init; }
    public string? Currency { get; init; }
    public int? StepMinutes { get; init; }
    public bool Shared { get; init; }
    public long Granted { get; init; }
    public DateTime StartsAt { get; init; }
    public DateTime? ExpiresAt { get; init; }
    public int Priority { get; init; }
    public CreditSource Source { get; init; }
    public string? SourceName { get; init; }
    public long? OriginCreditId { get; init; }
    public string? Description { get; init; }
    public string? ExternalId { get; init; }
    public DateTime RecordedAt { get; init; }
    public long Balance { get; init; }
    public long Used { get; init; }
    public long Adjusted { get; init; }
    public bool Revoked { get; init; }
}

internal static class CreditFiguresProjection
{
    /// <summary>
    /// The cached sums where they are there, the entries' where not (R5): the answer does not depend on it. The entries are asked only for
    /// credits without a cached row, by IX_LedgerEntries_Credit_UsedAt.
    /// </summary>
    public static IQueryable<CreditFigures> Figures(this IQueryable<Credit> credits) => credits.Select(credit => new CreditFigures
    {
        Id = credit.Id,
        OwnerId = credit.OwnerId,
        BenefitId = credit.BenefitId,
        BenefitName = credit.Benefit!.Name,
        Kind = credit.BenefitKind,
        Currency = credit.Benefit.Currency,
        StepMinutes = credit.Benefit.StepMinutes,
        Shared = credit.Benefit.Shared,
        Granted = credit.Amount,
        StartsAt = credit.StartsAt,
        ExpiresAt = credit.ExpiresAt,
        Priority = credit.Priority,
        Source = credit.Source,
        SourceName = credit.SourceName,
        OriginCreditId = credit.OriginCreditId,
        Description = credit.Description,
        ExternalId = credit.ExternalId,
        RecordedAt = credit.RecordedAt,
        Balance = credit.Balance != null ? credit.Balance.Balance : credit.Entries.Sum(entry => entry.Amount),
        Used = credit.Balance != null ? credit.Balance.Used : -credit.Entries.Where(entry => entry.EffectiveKind == EntryKind.Usage).Sum(entry => entry.Amount),
        Adjusted = credit.Balance != null
            ? credit.Balance.Adjusted
            : credit.Entries.Where(entry => entry.EffectiveKind != EntryKind.Usage && entry.Kind != EntryKind.Grant).Sum(entry => entry.Amount),
        Revoked = credit.Balance != null
            ? credit.Balance.Revoked
            : credit.Entries.Any(entry => entry.Kind == EntryKind.Reversal && entry.EffectiveKind == EntryKind.Grant)
                || credit.Entries.Count(entry => entry.Kind == EntryKind.Revocation)
                    > credit.Entries.Count(entry => entry.Kind == EntryKind.Reversal && entry.EffectiveKind == EntryKind.Revocation),
    });
}

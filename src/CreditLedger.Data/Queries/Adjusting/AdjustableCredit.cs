using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;

namespace CreditLedger.Data.Queries.Adjusting;

/// <summary>A credit as the forms show it that adjust, extend, transfer or revoke (R17 to R23).</summary>
public sealed record AdjustableCredit
{
    /// <summary>Database key.</summary>
    public required long Id { get; init; }

    /// <summary>The member who owns it.</summary>
    public required long OwnerId { get; init; }

    /// <summary>That member's name.</summary>
    public required string OwnerName { get; init; }

    /// <summary>What tells that member from others of the same name.</summary>
    public required string OwnerReference { get; init; }

    /// <summary>What it is good for.</summary>
    public required string BenefitName { get; init; }

    /// <summary>What it is counted in.</summary>
    public required BenefitKind Kind { get; init; }

    /// <summary>ISO 4217 code of money and printing.</summary>
    public required string? Currency { get; init; }

    /// <summary>The benefit's own booking step (R20).</summary>
    public required int? StepMinutes { get; init; }

    /// <summary>First live instant.</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>First instant no longer live; none means never.</summary>
    public required DateTime? ExpiresAt { get; init; }

    /// <summary>Sum of its entries (R5).</summary>
    public required long Balance { get; init; }

    /// <summary>Whether a revocation, or the reversal of its grant, stands.</summary>
    public required bool IsRevoked { get; init; }

    /// <summary>What it is counted in.</summary>
    public Unit Unit => Unit.Of(Kind, Currency);

    /// <summary>R12.</summary>
    public CreditStatus StatusAt(DateTime moment) => CreditStatusRule.Of(
        StartsAt, ExpiresAt, Balance, IsRevoked, moment, IsUnlimited);

    /// <summary>Whether any amount can be used of it (R48).</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>One credit by its key.</summary>
    public static IQueryable<AdjustableCredit> Query(LedgerDbContext db, long creditId) => Of(
        db.Credits.Where(credit => credit.Id == creditId));

    /// <summary>The same for many.</summary>
    public static IQueryable<AdjustableCredit> Query(LedgerDbContext db, IReadOnlyCollection<long> creditIds) => Of(
        db.Credits.Where(credit => creditIds.Contains(credit.Id)));

    /// <summary>The credit, if there is one.</summary>
    public static Task<AdjustableCredit?> FindAsync(LedgerDbContext db, long creditId, CancellationToken cancellationToken) =>
        Query(db, creditId).FirstOrDefaultAsync(cancellationToken);

    private static IQueryable<AdjustableCredit> Of(IQueryable<Credit> credits) =>
        from credit in credits
        select new AdjustableCredit
        {
            Id = credit.Id,
            OwnerId = credit.OwnerId,
            OwnerName = credit.Owner!.Name,
            OwnerReference = credit.Owner.Reference,
            BenefitName = credit.Benefit!.Name,
            Kind = credit.BenefitKind,
            Currency = credit.Benefit.Currency,
            StepMinutes = credit.Benefit.StepMinutes,
            StartsAt = credit.StartsAt,
            ExpiresAt = credit.ExpiresAt,
            Balance = credit.Balance!.Balance,
            IsRevoked = credit.Balance!.Revoked,
            IsUnlimited = credit.Unlimited,
        };
}

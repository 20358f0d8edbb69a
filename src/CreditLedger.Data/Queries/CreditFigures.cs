using System.Linq.Expressions;
using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Data.Queries;

/// <summary>A credit's row, its sums, and what of its benefit a page shows.</summary>
internal sealed class CreditFigures
{
    public required CreditRow Credit { get; init; }

    public required BalanceRow Sums { get; init; }

    public required string BenefitName { get; init; }

    public string? Currency { get; init; }

    public int? StepMinutes { get; init; }

    public bool Shared { get; init; }

    public long Id => Credit.Id;

    public long OwnerId => Credit.OwnerId;

    public long BenefitId => Credit.BenefitId;

    public long Balance => Sums.Balance;

    /// <summary>The credit as rules see it, but for the services, which a page reads by name.</summary>
    public CreditState ToState()
    {
        var unit = Unit.Of(Credit.BenefitKind, Currency);
        var benefit = new BenefitTerms(BenefitId, BenefitName, unit, StepMinutes, Credit.Priority, new HashSet<long>()) { Shared = Shared };
        return new CreditState(new CreditTerms(Credit, benefit), BalanceHistory.Since(Sums.LastUsedAt, Balance, []), new CreditSums(Sums));
    }
}

internal static class CreditFiguresProjection
{
    /// <summary>One row per credit, by the keys of the three tables.</summary>
    public static IQueryable<CreditFigures> Figures(this IQueryable<Credit> credits) => credits.Select(Selector);

    /// <summary>The same for a compiled statement.</summary>
    public static readonly Expression<Func<Credit, CreditFigures>> Selector = credit => new CreditFigures
    {
        Credit = credit,
        Sums = credit.Balance!,
        BenefitName = credit.Benefit!.Name,
        Currency = credit.Benefit.Currency,
        StepMinutes = credit.Benefit.StepMinutes,
        Shared = credit.Benefit.Shared,
    };

    /// <summary>
    /// A member's credits of a kind that had been given by an instant and had not ended before another, and some by key.
    /// IX_Credits_OwnerId_ExpiresAt.
    /// </summary>
    public static async Task<List<CreditFigures>> HeldBetweenAsync(this LedgerDbContext db, long ownerId, BenefitKind kind, DateTime from,
        DateTime until, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        // A credit that starts later counts from the day it was given.
        var given = db.Credits.Where(credit => credit.OwnerId == ownerId && credit.BenefitKind == kind
            && (credit.StartsAt <= until || credit.RecordedAt <= until));
        var figures = ids.Count == 0 ? []
            : await db.Credits.Where(credit => ids.Contains(credit.Id)).Figures().ToListAsync(cancellationToken);
        figures.AddRange(await given.Where(credit => credit.ExpiresAt >= from).Figures().ToListAsync(cancellationToken));
        figures.AddRange(await given.Where(credit => credit.ExpiresAt == null).Figures().ToListAsync(cancellationToken));
        return [.. figures.DistinctBy(credit => credit.Id)];
    }
}

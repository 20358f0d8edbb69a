using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries;

/// <summary>What remains to a member of one unit.</summary>
/// <param name="Unit">Kind and currency.</param>
/// <param name="Amount">Sum of the balances of live credits.</param>
public sealed record RemainingAmount(Unit Unit, long Amount);

/// <summary>What remains to some members, per unit. IX_Credits_OwnerId_ExpiresAt.</summary>
public sealed class RemainingQuery(LedgerDbContext db)
{
    /// <summary>Sums of the balances of their live credits (R11); units of which nothing is live are left out.</summary>
    public async Task<ILookup<long, RemainingAmount>> RunAsync(IReadOnlyCollection<long> ownerIds, DateTime now,
        CancellationToken cancellationToken)
    {
        var owned = db.Credits.Where(credit => ownerIds.Contains(credit.OwnerId) && credit.StartsAt <= now);

        // Two ranges of the index: asked for in one, SQLite reads all that an owner ever had.
        var amounts = await Balances(owned.Where(credit => credit.ExpiresAt > now))
            .Concat(Balances(owned.Where(credit => credit.ExpiresAt == null)))
            .GroupBy(live => new { live.OwnerId, live.Kind, live.Currency })
            .Select(unit => new { unit.Key.OwnerId, unit.Key.Kind, unit.Key.Currency, Sum = unit.Sum(live => live.Balance) })
            .ToListAsync(cancellationToken);
        return amounts.OrderBy(amount => amount.Kind).ThenBy(amount => amount.Currency, StringComparer.Ordinal)
            .ToLookup(amount => amount.OwnerId, amount => new RemainingAmount(Unit.Of(amount.Kind, amount.Currency), amount.Sum));
    }

    private static IQueryable<LiveBalance> Balances(IQueryable<Credit> credits) => credits.Where(credit => !credit.Balance!.Revoked)
        .Select(credit => new LiveBalance
        {
            OwnerId = credit.OwnerId,
            Kind = credit.BenefitKind,
            Currency = credit.Benefit!.Currency,
            Balance = credit.Balance!.Balance,
        });

    private sealed record LiveBalance
    {
        public required long OwnerId { get; init; }
        public required BenefitKind Kind { get; init; }
        public required string? Currency { get; init; }
        public required long Balance { get; init; }
    }
}

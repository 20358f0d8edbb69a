using System.Linq.Expressions;
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
    private static readonly Expression<Func<Credit, LiveBalance>> Balance = credit => new LiveBalance
    {
        OwnerId = credit.OwnerId,
        Kind = credit.BenefitKind,
        Currency = credit.Benefit!.Currency,
        Balance = credit.Balance!.Balance,
    };

    // Two ranges of the index: asked for in one, SQLite reads all that an owner ever had.
    private static readonly CompiledQuery<Func<LedgerDbContext, IReadOnlyCollection<long>, DateTime, IAsyncEnumerable<LiveBalance>>> Live =
        new(() => EF.CompileAsyncQuery((LedgerDbContext db, IReadOnlyCollection<long> ownerIds, DateTime now) =>
            db.Credits.Where(credit => ownerIds.Contains(credit.OwnerId) && credit.StartsAt <= now && credit.ExpiresAt > now)
                .Where(credit => !credit.Balance!.Revoked).Select(Balance)
                .Concat(db.Credits
                    .Where(credit => ownerIds.Contains(credit.OwnerId) && credit.StartsAt <= now && credit.ExpiresAt == null)
                    .Where(credit => !credit.Balance!.Revoked).Select(Balance))
                .GroupBy(live => new { live.OwnerId, live.Kind, live.Currency })
                .Select(unit => new LiveBalance
                {
                    OwnerId = unit.Key.OwnerId,
                    Kind = unit.Key.Kind,
                    Currency = unit.Key.Currency,
                    Balance = unit.Sum(live => live.Balance),
                })));

    /// <summary>Sums of the balances of their live credits (R11); units of which nothing is live are left out.</summary>
    public async Task<ILookup<long, RemainingAmount>> RunAsync(IReadOnlyCollection<long> ownerIds, DateTime now,
        CancellationToken cancellationToken)
    {
        var amounts = await Live.For(db)(db, ownerIds, now).ToListAsync(cancellationToken);
        return amounts.OrderBy(amount => amount.Kind).ThenBy(amount => amount.Currency, StringComparer.Ordinal)
            .ToLookup(amount => amount.OwnerId, amount => new RemainingAmount(Unit.Of(amount.Kind, amount.Currency), amount.Balance));
    }

    private sealed record LiveBalance
    {
        public required long OwnerId { get; init; }
        public required BenefitKind Kind { get; init; }
        public required string? Currency { get; init; }
        public required long Balance { get; init; }
    }
}

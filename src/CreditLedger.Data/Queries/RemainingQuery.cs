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
        var live = await db.Credits
            .Where(credit => ownerIds.Contains(credit.OwnerId) && credit.StartsAt <= now
                && (credit.ExpiresAt == null || credit.ExpiresAt > now))
            .Where(credit => !credit.Balance!.Revoked)
            .Select(credit => new { credit.OwnerId, Kind = credit.BenefitKind, credit.Benefit!.Currency, credit.Balance!.Balance })
            .ToListAsync(cancellationToken);
        return live
            .GroupBy(credit => (credit.OwnerId, credit.Kind, credit.Currency))
            .OrderBy(unit => unit.Key.Kind).ThenBy(unit => unit.Key.Currency, StringComparer.Ordinal)
            .ToLookup(unit => unit.Key.OwnerId,
                unit => new RemainingAmount(Unit.Of(unit.Key.Kind, unit.Key.Currency), unit.Sum(credit => credit.Balance)));
    }
}

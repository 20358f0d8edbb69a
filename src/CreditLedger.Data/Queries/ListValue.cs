using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries;

/// <summary>What an amount is worth at the list prices of what it is good for.</summary>
/// <param name="Unit">Money of a currency.</param>
/// <param name="Amount">At the least of the prices, in the currency's minor unit.</param>
public sealed record ListValue(Unit Unit, long Amount)
{
    /// <summary>
    /// What amounts of each benefit are worth. Known where a benefit is good for named services and each of them has a price in one
    /// currency; a benefit for all services has no value that one could name. Primary key of BenefitServices, for the benefits given.
    /// </summary>
    internal static async Task<Dictionary<long, Func<long, ListValue>>> OfBenefitsAsync(
        LedgerDbContext db, IReadOnlyCollection<long> benefitIds, CancellationToken cancellationToken)
    {
        var priced = await db.BenefitServices
            .Where(covered => benefitIds.Contains(covered.BenefitId))
            .Join(db.Benefits, covered => covered.BenefitId, benefit => benefit.Id,
                (covered, benefit) => new
                {
                    covered.BenefitId,
                    benefit.Kind,
                    covered.Service!.Price,
                    covered.Service.Currency,
                    covered.Service.IntervalMinutes
                })
            .ToListAsync(cancellationToken);
        var values = new Dictionary<long, Func<long, ListValue>>();
        foreach (var benefit in priced.GroupBy(service => service.BenefitId))
        {
            var services = benefit.ToList();
            var traits = BenefitKinds.Of(services[0].Kind);
            if (!traits.HasListValue || services.Select(service => service.Currency).Distinct().Count() > 1) continue;
            if (services.Exists(service => service is not { Price: not null, Currency: not null }
                || (traits.IsStepped && service.IntervalMinutes is not > 0)))
                continue;
            var unit = Unit.OfMoney(services[0].Currency);
            values[benefit.Key] = amount => new ListValue(
                unit, services.Min(
                    service => (long)((Int128)amount * service.Price!.Value / (traits.IsStepped ? service.IntervalMinutes!.Value : 1))));
        }

        return values;
    }
}

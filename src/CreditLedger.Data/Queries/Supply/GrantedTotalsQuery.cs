using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>What a membership has granted so far in one unit, and what happened to it.</summary>
/// <param name="Unit">What amounts count.</param>
/// <param name="Sums">The sums.</param>
public sealed record GrantedTotal(Unit Unit, GrantedSums Sums);

/// <summary>
/// The sums of memberships' credits: one row of sums each, never their entries. IX_MembershipCredits_MembershipId and the key of the
/// balances; credits that took another's place by IX_Credits_OriginCreditId.
/// </summary>
public sealed class GrantedTotalsQuery(LedgerDbContext db)
{
    /// <summary>The totals of each membership, by kind and currency.</summary>
    public async Task<ILookup<long, GrantedTotal>> RunAsync(
        IReadOnlyList<long> membershipIds, DateTime now, CancellationToken cancellationToken)
    {
        var granted = await (
            from row in db.MembershipCredits
            where membershipIds.Contains(row.MembershipId)
            join balance in db.CreditBalances on row.CreditId equals balance.CreditId
            join benefit in db.Benefits on balance.BenefitId equals benefit.Id
            group balance by new
            {
                row.MembershipId,
                balance.BenefitKind,
                benefit.Currency,
                row.Part,
                balance.Source,
                IsOver = balance.Revoked || balance.ExpiresAt <= now,
            }
            into sort
            select new SortOfCredits(sort.Key.MembershipId, sort.Key.BenefitKind, sort.Key.Currency, sort.Key.Part, sort.Key.Source,
                sort.Key.IsOver, sort.Sum(balance => balance.Balance), sort.Sum(balance => balance.Used),
                sort.Sum(balance => balance.Adjusted), sort.Sum(balance => balance.Moved)))
            .ToListAsync(cancellationToken);
        granted.AddRange(await ExtendedAsync(membershipIds, now, cancellationToken));
        return granted
            .GroupBy(sort => (sort.MembershipId, Unit: Unit.Of(sort.Kind, sort.Currency)))
            .OrderBy(total => total.Key.Unit.Kind).ThenBy(total => total.Key.Unit.Code, StringComparer.Ordinal)
            .ToLookup(total => total.Key.MembershipId, total => new GrantedTotal(total.Key.Unit,
                total.Select(sort => sort.Sums).Aggregate((one, other) => one + other)));
    }

    // Credits extended by hand, and extended again: few.
    private async Task<IEnumerable<SortOfCredits>> ExtendedAsync(
        IReadOnlyList<long> membershipIds, DateTime now, CancellationToken cancellationToken)
    {
        var origins = await (
            from row in db.MembershipCredits
            where membershipIds.Contains(row.MembershipId)
            join successor in db.Extended() on (long?)row.CreditId equals successor.OriginCreditId
            select new { row.MembershipId, row.CreditId }).Distinct().ToDictionaryAsync(
                row => row.CreditId, row => row.MembershipId, cancellationToken);
        return (await db.ExtensionsOfAsync([.. origins.Keys], cancellationToken))
            .SelectMany(root => root.Select(credit => new SortOfCredits(origins[root.Key], credit.Sums.BenefitKind, credit.Currency,
                SupplyPart.Grant, CreditSource.Extension, credit.Sums.Revoked || credit.Sums.ExpiresAt <= now, credit.Sums.Balance,
                credit.Sums.Used, credit.Sums.Adjusted, credit.Sums.Moved)));
    }

    private sealed record SortOfCredits(long MembershipId, BenefitKind Kind, string? Currency, SupplyPart Part, CreditSource Source,
        bool IsOver, long Balance, long Used, long Adjusted, long Moved)
    {
        public GrantedSums Sums => GrantedSums.Of(Balance, Used, Adjusted, Moved, GrantedSums.IsFed(Part, Source), IsOver);
    }
}

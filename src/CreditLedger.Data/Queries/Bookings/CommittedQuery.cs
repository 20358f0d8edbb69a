using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries.Bookings;

/// <summary>What is committed to bookings of a member's credits of one benefit (R42).</summary>
/// <param name="BenefitName">The benefit.</param>
/// <param name="Unit">What the amount counts.</param>
/// <param name="Amount">In the smallest unit.</param>
/// <param name="Bookings">For how many bookings.</param>
public sealed record CommittedAmount(string BenefitName, Unit Unit, long Amount, int Bookings);

/// <summary>
/// What is committed of a member's credits, of those to come that no period has granted yet among them: IX_Commitments_OwnerId.
/// </summary>
public sealed class CommittedQuery(LedgerDbContext db)
{
    /// <summary>By benefit, in the order of their names.</summary>
    public async Task<IReadOnlyList<CommittedAmount>> RunAsync(long ownerId, CancellationToken cancellationToken)
    {
        var open = await db.OpenCommitments.Where(row => row.OwnerId == ownerId).GroupBy(row => row.BenefitId)
            .Select(benefit => new
            {
                benefit.Key,
                Amount = benefit.Sum(row => row.Amount),
                Bookings = benefit.Select(row => row.BookingId).Distinct().Count(),
            })
            .ToListAsync(cancellationToken);
        if (open.Count == 0) return [];
        var ids = open.ConvertAll(row => row.Key);
        var benefits = await db.Benefits.Where(benefit => ids.Contains(benefit.Id)).ToDictionaryAsync(one => one.Id, cancellationToken);
        return
        [
            .. open.Select(row => (benefits[row.Key], row))
                .Select(row => new CommittedAmount(
                    row.Item1.Name, Unit.Of(row.Item1.Kind, row.Item1.Currency), row.row.Amount, row.row.Bookings))
                .OrderBy(row => row.BenefitName, StringComparer.OrdinalIgnoreCase),
        ];
    }

    /// <summary>What is committed of one credit.</summary>
    public Task<long> OfCreditAsync(long ownerId, long creditId, CancellationToken cancellationToken) =>
        db.OpenCommitments.Where(row => row.OwnerId == ownerId && row.CreditId == creditId)
            .SumAsync(row => row.Amount, cancellationToken);
}

namespace CreditLedger.Data.Queries.Supply;

/// <summary>A period that was not issued because the member was not active (R54).</summary>
/// <param name="BenefitName">What it would have granted.</param>
/// <param name="StartsAt">Its first instant.</param>
/// <param name="EndsAt">The first instant after it.</param>
/// <param name="Status">Where the member stood.</param>
/// <param name="IssuedAt">When it was issued later; null if it was not.</param>
public sealed record SkippedPeriodRow(string BenefitName, DateTime StartsAt, DateTime EndsAt, MemberStatus Status, DateTime? IssuedAt);

/// <summary>The latest skipped periods of a membership. IX_MembershipSkips_MembershipId.</summary>
public sealed class SkippedPeriodsQuery(LedgerDbContext db)
{
    private const int MaxRows = 24;

    /// <summary>The rows, the latest first.</summary>
    public Task<List<SkippedPeriodRow>> RunAsync(long membershipId, CancellationToken cancellationToken) =>
        db.MembershipSkips.Where(skip => skip.MembershipId == membershipId).OrderByDescending(skip => skip.StartsAt).Take(MaxRows)
            .Select(skip => new SkippedPeriodRow(
                skip.PlanLine!.Benefit!.Name, skip.StartsAt, skip.EndsAt, skip.Status, skip.IssuedAt))
            .ToListAsync(cancellationToken);
}

using CreditLedger.Data.Model;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>The renewals of the whole space that come first.</summary>
/// <param name="Memberships">Memberships with their next periods, soonest first.</param>
/// <param name="Running">How many memberships are not over.</param>
public sealed record NextRenewals(IReadOnlyList<MembershipSummary> Memberships, BoundedCount Running);

/// <summary>For the dashboard. IX_MembershipLines_NextStartsAt, and the primary key of Memberships.</summary>
public sealed class NextRenewalsQuery(LedgerDbContext db, RenewalsQuery renewals)
{
    private const int MaxCounted = 10_000;

    /// <summary>The first few.</summary>
    public async Task<NextRenewals> RunAsync(int count, DateTime now, CancellationToken cancellationToken)
    {
        // A membership has a few lines, mostly of the same day.
        var soonest = await db.MembershipLines.Where(line => line.NextStartsAt < CreditBalance.Never)
            .OrderBy(line => line.NextStartsAt).ThenBy(line => line.MembershipId).Take(count * 8)
            .Select(line => line.MembershipId).ToListAsync(cancellationToken);
        List<long> ids = [.. soonest.Distinct().Take(count)];
        var memberships = await db.Memberships.Where(membership => ids.Contains(membership.Id)).Summaries()
            .ToDictionaryAsync(membership => membership.Id, cancellationToken);
        var next = await renewals.RunAsync(ids, cancellationToken);
        var running = await db.Memberships.Where(membership => membership.EndsAt == null || membership.EndsAt > now)
            .CountUpToAsync(MaxCounted, cancellationToken);
        return new NextRenewals(ids.ConvertAll(id => memberships[id] with { Next = [.. next[id]] }), running);
    }
}

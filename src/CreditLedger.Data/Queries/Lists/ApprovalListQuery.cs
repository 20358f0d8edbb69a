using System.Linq.Expressions;
using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Approvals;
using CreditLedger.Ledger.Approvals;

namespace CreditLedger.Data.Queries.Lists;

/// <summary>
/// Requests to an admin, by when they expire, which is the order in which they were asked: IX_ApprovalRequests_State, for one user's own
/// IX_ApprovalRequests_AskedBy.
/// </summary>
public sealed class ApprovalListQuery(LedgerDbContext db) : ListQuery<ApprovalFilter, Approval, ApprovalSummary>
{
    private static readonly ListOrder<Approval> ByExpiry = ListOrder<Approval>.By(asked => asked.Id, asked => asked.ExpiresAt);
    private static readonly ListOrder<Approval> ByAsking = ListOrder<Approval>.By(asked => asked.Id, asked => asked.AskedAt);

    private protected override IQueryable<Approval> All => db.Approvals;

    private protected override Expression<Func<Approval, long>> Id => asked => asked.Id;

    private protected override ListOrder<Approval> OrderOf(ApprovalFilter filter) => filter.AskedById is null ? ByExpiry : ByAsking;

    // Open requests: oldest first, since they are decided in that order. Closed ones: latest first.
    private protected override bool IsDescending(ApprovalFilter filter) =>
        filter.Descending != (filter.Standing != ApprovalStanding.Waiting);

    private protected override IQueryable<Approval> Matching(ApprovalFilter filter, DateTime now)
    {
        var state = filter.Standing switch
        {
            ApprovalStanding.Waiting or ApprovalStanding.Expired => ApprovalState.Open,
            ApprovalStanding.Approved => ApprovalState.Approved,
            ApprovalStanding.Declined => ApprovalState.Declined,
        };

        // A user's own requests are read in index order: no index is sought by an expression.
        var none = 0;
        var asked = filter.AskedById is { } user
            ? db.Approvals.Where(row => row.AskedById == user && (int)row.State + none == (int)state)
            : db.Approvals.Where(row => row.State == state);
        return filter.Standing switch
        {
            ApprovalStanding.Waiting => asked.Where(row => row.ExpiresAt > now),
            ApprovalStanding.Expired => asked.Where(row => row.ExpiresAt <= now),
            ApprovalStanding.Approved or ApprovalStanding.Declined => asked,
        };
    }

    private protected override async Task<IReadOnlyList<ApprovalSummary>> RowsAsync(
        IReadOnlyList<long> ids, DateTime now, CancellationToken cancellationToken)
    {
        var rows = await db.Approvals.Where(asked => ids.Contains(asked.Id)).Summaries(db)
            .ToDictionaryAsync(asked => asked.Row.Id, cancellationToken);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }
}

using CreditLedger.Data.Model;
using CreditLedger.Ledger.Approvals;

namespace CreditLedger.Data.Queries.Approvals;

/// <summary>
/// Requests to an admin: by key, what waits (IX_ApprovalRequests_State), what one asked for (IX_ApprovalRequests_AskedBy).
/// </summary>
public sealed class ApprovalsQuery(LedgerDbContext db)
{
    /// <summary>One request.</summary>
    public Task<ApprovalSummary?> FindAsync(long id, CancellationToken cancellationToken) =>
        db.Approvals.Where(asked => asked.Id == id).Summaries(db).FirstOrDefaultAsync(cancellationToken);

    /// <summary>What waits for an admin, the soonest to expire first.</summary>
    public async Task<IReadOnlyList<ApprovalSummary>> OpenAsync(DateTime now, int take, CancellationToken cancellationToken) =>
        await db.Approvals.Where(asked => asked.State == ApprovalState.Open && asked.ExpiresAt > now)
            .OrderBy(asked => asked.ExpiresAt).ThenBy(asked => asked.Id).Take(take).Summaries(db).ToListAsync(cancellationToken);

    /// <summary>What a user asked for since a moment, the latest first.</summary>
    public async Task<IReadOnlyList<ApprovalSummary>> OfUserAsync(
        long userId, DateTime since, int take, CancellationToken cancellationToken) =>
        await db.Approvals.Where(asked => asked.AskedById == userId && asked.AskedAt >= since)
            .OrderByDescending(asked => asked.AskedAt).ThenByDescending(asked => asked.Id).Take(take).Summaries(db)
            .ToListAsync(cancellationToken);
}

internal static class ApprovalSummaries
{
    /// <summary>Each with who asked and decided.</summary>
    public static IQueryable<ApprovalSummary> Summaries(this IQueryable<Approval> approvals, LedgerDbContext db) =>
        approvals.Select(asked => new ApprovalSummary(
            asked,
            db.Users.Where(user => user.Id == asked.AskedById).Select(user => user.Email).FirstOrDefault(),
            db.Users.Where(user => user.Id == asked.DecidedById).Select(user => user.Email).FirstOrDefault()));
}

/// <summary>A request, and who asked and decided.</summary>
/// <param name="Row">The row.</param>
/// <param name="AskedByEmail">E-mail of who asked; none for a user who was erased.</param>
/// <param name="DecidedByEmail">E-mail of who decided.</param>
public sealed record ApprovalSummary(ApprovalRow Row, string? AskedByEmail, string? DecidedByEmail)
{
    /// <summary>Who asked, as people call them.</summary>
    public string AskedBy => ActorNames.Of(ActorKind.User, Row.AskedById, AskedByEmail);

    /// <summary>Who decided.</summary>
    public string? DecidedBy => Row.DecidedById is { } id ? ActorNames.Of(ActorKind.User, id, DecidedByEmail) : null;
}

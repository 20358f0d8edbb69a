using System.Security.Claims;
using CreditLedger.Data.Queries.Approvals;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Dashboard;

/// <summary>What a user asked an admin for, the latest first.</summary>
/// <param name="Requests">The requests.</param>
/// <param name="Now">The present moment.</param>
public sealed record OwnRequests(IReadOnlyList<ApprovalSummary> Requests, DateTime Now);

/// <summary>Reads them for users who ask; users who decide see <see cref="NeedsPerson"/> instead.</summary>
public sealed class GetOwnRequests(ApprovalsQuery approvals, TimeProvider clock)
{
    private const int Shown = 20;

    /// <summary>The requests; none when there are none.</summary>
    public async Task<OwnRequests?> RunAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (user.Can(Permission.DecideRequests)) return null;
        var now = clock.Now();
        var asked = await approvals.OfUserAsync(user.UserId(), now.AddDays(-2 * ApprovalRow.Days), Shown, cancellationToken);
        return asked.Count == 0 ? null : new OwnRequests(asked, now);
    }
}

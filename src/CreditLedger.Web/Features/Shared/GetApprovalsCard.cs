using System.Security.Claims;
using CreditLedger.Data.Queries.Approvals;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Shared;

/// <summary>Reads the requests that concern someone: those that wait, for who decides them; one's own, for who asks.</summary>
public sealed class GetApprovalsCard(ApprovalsQuery approvals, TimeProvider clock)
{
    private const int Shown = 20;

    /// <summary>The requests; none when there are none.</summary>
    public async Task<ApprovalsCard?> RunAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var card = user.Can(Permission.DecideRequests)
            ? new ApprovalsCard("Needs an admin", await approvals.OpenAsync(now, Shown, cancellationToken), now)
            : new ApprovalsCard("What you asked an admin",
                await approvals.OfUserAsync(user.UserId(), now.AddDays(-2 * ApprovalRow.Days), Shown, cancellationToken), now);
        return card.Requests.Count == 0 ? null : card;
    }
}

/// <summary>A list of requests.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Requests">The requests.</param>
/// <param name="Now">The present moment.</param>
public sealed record ApprovalsCard(string Title, IReadOnlyList<ApprovalSummary> Requests, DateTime Now);

/// <summary>Requests as people call their states.</summary>
public static class ApprovalText
{
    /// <summary>What became of a request.</summary>
    public static string StateOf(ApprovalRow asked, DateTime now) => asked.State switch
    {
        ApprovalState.Approved => "Approved",
        ApprovalState.Declined => "Declined",
        ApprovalState.Open => asked.IsOpenAt(now) ? "Waits for an admin" : "Expired",
    };
}

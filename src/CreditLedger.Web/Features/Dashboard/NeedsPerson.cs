using System.Security.Claims;
using CreditLedger.Data.Queries.Approvals;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Dashboard;

/// <summary>What needs a person.</summary>
/// <param name="Requests">Requests to an admin, for those who decide them.</param>
/// <param name="SetAside">Lines of memberships whose next period could not be granted (R25).</param>
public sealed record NeedsPerson(IReadOnlyList<ApprovalSummary> Requests, IReadOnlyList<SetAsideMembership> SetAside)
{
    /// <summary>Whether more requests wait than are shown.</summary>
    public bool HasMoreRequests { get; init; }

    /// <summary>Whether more could not be granted than is shown.</summary>
    public bool HasMoreSetAside { get; init; }
}

/// <summary>Reads it.</summary>
public sealed class GetNeedsPerson(ApprovalsQuery approvals, SetAsideQuery setAside, TimeProvider clock)
{
    private const int Shown = 5;

    /// <summary>What waits; none where nothing does.</summary>
    public async Task<NeedsPerson?> RunAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var requests = user.Can(Permission.DecideRequests) ? await approvals.OpenAsync(now, Shown + 1, cancellationToken) : [];
        var lines = await setAside.RunAsync(now, Shown + 1, cancellationToken);
        return requests.Count + lines.Count == 0 ? null : new NeedsPerson(
            [.. requests.Take(Shown)], [.. lines.Take(Shown)])
        {
            HasMoreRequests = requests.Count > Shown,
            HasMoreSetAside = lines.Count > Shown,
        };
    }
}

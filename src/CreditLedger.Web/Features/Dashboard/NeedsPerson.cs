using System.Security.Claims;
using CreditLedger.Data.Queries.Approvals;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Data.Queries.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Dashboard;

/// <summary>What needs a person.</summary>
/// <param name="Requests">Requests to an admin, for those who decide them.</param>
/// <param name="SetAside">Lines of memberships whose next period could not be granted (R25).</param>
/// <param name="Uncovered">Bookings to come that are not wholly covered any more (R42).</param>
public sealed record NeedsPerson(
    IReadOnlyList<ApprovalSummary> Requests, IReadOnlyList<SetAsideMembership> SetAside, IReadOnlyList<BookingLine> Uncovered)
{
    /// <summary>Whether more bookings are not covered than are shown.</summary>
    public bool HasMoreUncovered { get; init; }

    /// <summary>Whether more requests wait than are shown.</summary>
    public bool HasMoreRequests { get; init; }

    /// <summary>Whether more could not be granted than is shown.</summary>
    public bool HasMoreSetAside { get; init; }
}

/// <summary>Reads it.</summary>
public sealed class GetNeedsPerson(
    ApprovalsQuery approvals, SetAsideQuery setAside, BookingListQuery bookings, TimeProvider clock)
{
    private const int Shown = 5;

    /// <summary>What waits; none where nothing does.</summary>
    public async Task<NeedsPerson?> RunAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var requests = user.Can(Permission.DecideRequests) ? await approvals.OpenAsync(now, Shown + 1, cancellationToken) : [];
        var lines = await setAside.RunAsync(now, Shown + 1, cancellationToken);
        var uncovered = await bookings.UncoveredAsync(Shown + 1, now, cancellationToken);
        return requests.Count + lines.Count + uncovered.Count == 0 ? null : new NeedsPerson(
            [.. requests.Take(Shown)], [.. lines.Take(Shown)], [.. uncovered.Take(Shown)])
        {
            HasMoreUncovered = uncovered.Count > Shown,
            HasMoreRequests = requests.Count > Shown,
            HasMoreSetAside = lines.Count > Shown,
        };
    }
}

using CreditLedger.Ledger.Approvals;

namespace CreditLedger.Web.Features.Shared;

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

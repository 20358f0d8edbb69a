using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Approvals;

namespace CreditLedger.Web.Features.Shared;

/// <summary>Texts for the states of requests.</summary>
public static class ApprovalText
{
    /// <summary>What became of a request.</summary>
    public static string StateOf(ApprovalRow asked, DateTime now) => asked.State switch
    {
        ApprovalState.Approved => Of(ApprovalStanding.Approved),
        ApprovalState.Declined => Of(ApprovalStanding.Declined),
        ApprovalState.Open => Of(asked.IsOpenAt(now) ? ApprovalStanding.Waiting : ApprovalStanding.Expired),
    };

    /// <summary>What became of requests.</summary>
    public static string Of(ApprovalStanding standing) => standing switch
    {
        ApprovalStanding.Waiting => "Waits for an admin",
        ApprovalStanding.Approved => "Approved",
        ApprovalStanding.Declined => "Declined",
        ApprovalStanding.Expired => "Expired",
    };
}

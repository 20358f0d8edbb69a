using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Features.Dashboard;

/// <summary>What the dashboard says of its figures.</summary>
public static class DashboardText
{
    /// <summary>What a transaction changed beside what is shown of it: other members' credits, or more of this member's.</summary>
    public static string AndMore(LatestPosting posting) => posting switch
    {
        { Members: > 1 } => $" and {AmountFormat.Bare(posting.Members - 1)} more {(posting.Members == 2 ? "member" : "members")}",
        { EntryCount: > 1 } => $" and {AmountFormat.Bare(posting.EntryCount - 1)} more {(posting.EntryCount == 2 ? "change" : "changes")}",
        _ => "",
    };
}

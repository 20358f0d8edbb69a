using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Features.Dashboard;

/// <summary>Texts of the dashboard.</summary>
public static class DashboardText
{
    /// <summary>What else a transaction changed: credits of other members, or more credits of the one shown.</summary>
    public static string AndMore(LatestPosting posting) => posting switch
    {
        { Members: > 1 } => $" and {AmountFormat.Bare(posting.Members - 1)} more {(posting.Members == 2 ? "member" : "members")}",
        { EntryCount: > 1 } => $" and {AmountFormat.Bare(posting.EntryCount - 1)} more {(posting.EntryCount == 2 ? "change" : "changes")}",
        _ => "",
    };
}

using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Web.Features.Plans;

/// <summary>The list of plans.</summary>
public sealed record PlansPage(CatalogueState State, CatalogueList<PlanSummary> List)
{
    private static readonly (string, string) Words = ("plan", "plans");

    /// <summary>What stands above the rows.</summary>
    public CatalogueHead Head => new(
        State, List.Total, List.HasAny, "calendar", Words, "Name",
        "A plan grants benefits every period while a membership runs. Assign it on a member's Activity tab.");

    /// <summary>The pages beside this one.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, row => row.Id, List.Total, Words);
}

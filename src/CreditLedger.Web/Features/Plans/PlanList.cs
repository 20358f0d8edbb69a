using CreditLedger.Data.Queries.Lists;
using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Web.Features.Plans;

/// <summary>The list of plans.</summary>
public static class PlanList
{
    public static readonly CatalogueListing<PlanSummary> Listing = new(
        Routes.Plans, "calendar", ("plan", "plans"),
        "A plan grants benefits every period while a membership runs. Assign it on a member's Activity tab.",
        [
            new("Name", (row, _) => row.Name) { Sort = "name" },
            new("Grants", (row, _) => string.Join("; ", row.Lines.Select(Grant))),
            new("Memberships", (row, _) => row.Running) { IsNumber = true },
        ]);

    /// <summary>"5 h per month of Meeting room time".</summary>
    public static string Grant(PlanLineDetails line) =>
        $"{SupplyText.PerPeriod(line.Terms, line.Unit, line.Period)} of {line.BenefitName}";
}

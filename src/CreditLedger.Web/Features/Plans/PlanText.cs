using System.Globalization;
using CreditLedger.Data.Queries.Setup;
using CreditLedger.Ledger.Catalogue;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Plans;

/// <summary>What the pages of plans say in more than one place.</summary>
public static class PlanText
{
    /// <summary>"1 membership", "12 memberships".</summary>
    public static string Memberships(int count) => count == 1 ? "1 membership" : count.ToString(
        "#,0", CultureInfo.InvariantCulture) + " memberships";

    /// <summary>Taking a plan out of use.</summary>
    public static ArchiveCard Archive(PlanDetails plan)
    {
        var running = plan.Running switch
        {
            0 => "No membership runs on it.",
            1 => "1 membership runs on it and goes on being granted what the plan says, until it ends.",
            _ => $"{Memberships(plan.Running)} run on it and go on being granted what the plan says, until they end.",
        };
        var path = Routes.Plan(plan.Id);
        return new ArchiveCard(path, plan.Name, plan.ArchivedAt is not null,
            (plan.ArchivedAt is null ? "An archived plan is not assigned any more. " : "It is not assigned any more. ") + running);
    }

    /// <summary>From when a line's change holds: "from each membership's next month: 12 memberships, the first on 1 Dec 2026".</summary>
    public static string When(PlanReach reach, Period period, SiteZone zone) =>
        $"from each membership's next {SupplyText.PeriodWord(period)}"
        + (reach.First is
        { } first
            ? $": {Memberships(reach.Memberships)}, {(reach.Memberships == 1 ? "" : "the first ")}on {Wording.Day(zone.DayOf(first))}"
                : "");

    /// <summary>What one should know of an edit before one confirms.</summary>
    public static IReadOnlyList<string> NotesOf(PlanDetails plan, PlanRow wanted, PlanChange change)
    {
        var notes = new List<string>();
        if (plan.Name != wanted.Name)
            notes.Add(
            $"It is called {wanted.Name} instead of {plan.Name}; credits that were granted keep the name they were granted under.");
        if (plan.Description != wanted.Description) notes.Add("Its description changes.");
        if (change.KeepsAll) notes.Add("What it grants stays as it is.");
        else if (plan.Running == 0) notes.Add("No membership runs on it yet.");
        if (!change.KeepsAll) notes.Add("What was granted stays as it was granted.");
        return notes;
    }
}

using CreditLedger.Data.Queries.Setup;
using CreditLedger.Data.Setup;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Web.Features.Plans;

/// <summary>What the pages of plans say in more than one place.</summary>
public static class PlanWords
{
    /// <summary>To whoever edits what someone else has edited.</summary>
    public const string ChangedMeanwhile =
        "Someone changed this plan after you opened it; nothing was stored. What you typed is compared with the plan as it is now: look at it again, then confirm.";

    /// <summary>"1 membership", "12 memberships".</summary>
    public static string Memberships(int count) => count == 1 ? "1 membership" : $"{count} memberships";

    /// <summary>"12 memberships run", "1 membership runs".</summary>
    public static string Run(int count) => Memberships(count) + (count == 1 ? " runs" : " run");

    /// <summary>What one should know of an edit before one confirms.</summary>
    public static IReadOnlyList<string> NotesOf(PlanDetails plan, PlanDraft draft, PlanChange change)
    {
        var notes = new List<string>();
        if (plan.Name != draft.Name) notes.Add($"It is called {draft.Name} instead of {plan.Name}; credits that were granted keep the name they were granted under.");
        if (plan.Description != draft.Description) notes.Add("Its description changes.");
        if (change.KeepsAll) notes.Add("What it grants stays as it is.");
        else if (plan.Running == 0) notes.Add("No membership runs on it yet.");
        if (!change.KeepsAll) notes.Add("What was granted stays as it was granted.");
        return notes;
    }
}

using System.Globalization;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Members;

/// <summary>What a merge, or its undoing, moves and ends, in sentences (R50).</summary>
internal static class MergeText
{
    /// <summary>What a merge does.</summary>
    public static IEnumerable<string> Of(
        LedgerState state, MemberRow other, MemberRow into, RecordMove move, MergedGroups groups, int participations,
        DateTime now)
    {
        foreach (var record in new[] { other, into }.Where(record => record.Status != MemberStatus.Active))
            yield return $"{record.FullName} {(record.Status == MemberStatus.Left ? "has left" : "is suspended")}.";
        foreach (var sentence in Moves(move, into)) yield return sentence;
        foreach (var name in move.Memberships.Select(row => row.PlanId).Distinct().Where(plan => state.Related
            .Rows<MembershipRow>(nameof(MembershipRow.MemberId), into.Id).Any(row => row.PlanId == plan && !(row.EndsAt <= now)))
            .Select(plan => MembershipPlan.Find(state, plan)!.Name))
            yield return $"Both records have a membership of {name}: {into.FullName} has two of them from now on.";
        if (participations > 0) yield return $"{into.FullName} takes part in {Count(participations, "booking")} of others instead.";
        foreach (var row in groups.Rows)
        {
            var name = state.Related.Row<GroupRow>(nameof(GroupRow.Id), row.RowId)!.Name;
            yield return row.Kind switch
            {
                MergedKind.Group => $"The group {name} becomes {into.FullName}'s.",
                MergedKind.Place => $"The place in the group {name} moves.",
                MergedKind.SurvivorsPlace => $"The place of {into.FullName} in the group {name} ends: an owner has none.",
                _ => $"The place of {other.FullName} in the group {name} ends: {into.FullName} is in it already, or owns it.",
            };
        }

        yield return $"Pages, imports and the API lead from {other.Reference} to {into.FullName}.";
    }

    /// <summary>What undoing a merge does.</summary>
    /// <param name="other">The record that becomes one of its own again.</param>
    /// <param name="into">The survivor.</param>
    /// <param name="move">What goes back.</param>
    /// <param name="credits">The credits that moved, and those that took their place.</param>
    public static IEnumerable<string> Of(MemberRow other, MemberRow into, RecordMove move, IReadOnlyList<CreditState> credits)
    {
        foreach (var sentence in Moves(move, other)) yield return sentence;
        foreach (var used in credits.Where(credit => credit.Sums.Used > 0).GroupBy(credit => credit.Terms.Benefit))
        {
            yield return $"{AmountFormat.Format(used.Sum(credit => credit.Sums.Used), used.Key.Unit)} of {used.Key.Name} " +
                $"used since the merge: stays with {into.FullName}.";
        }

        yield return $"{other.FullName} becomes a separate record again.";
    }

    private static IEnumerable<string> Moves(RecordMove move, MemberRow into)
    {
        var sums = move.Entries.Where(entry => !entry.CreatesCredit && !entry.Credit!.Terms.IsUnlimited)
            .GroupBy(entry => entry.Credit!.Terms.Benefit)
            .Select(sum => $"{AmountFormat.Format(-sum.Sum(entry => entry.Amount), sum.Key.Unit)} of {sum.Key.Name}")
            .Concat(move.Credits.Where(credit => credit.Terms.IsUnlimited).Select(credit => $"unlimited {credit.Terms.Benefit.Name}"))
            .ToList();
        if (sums.Count > 0) yield return $"{into.FullName} gets {string.Join(", ", sums)}.";
        if (move.Memberships.Count > 0) yield return $"{into.FullName} gets {Count(move.Memberships.Count, "running membership")}.";
        if (move.Bookings.Count > 0) yield return $"{into.FullName} gets {Count(move.Bookings.Count, "booking")} still to come.";
    }

    private static string Count(int count, string noun) =>
        count == 1 ? $"1 {noun}" : $"{count.ToString("#,0", CultureInfo.InvariantCulture)} {noun}s";
}

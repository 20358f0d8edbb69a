using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Verification;

/// <summary>
/// What plans and products gave, against the ledger: the key of an issued credit's posting, which its hash covers, says which membership,
/// line and period it was granted for (R25), where it was issued and not added by a late correction (R16); its start and its amount follow
/// from the membership and the line's terms (R25, R27).
/// </summary>
internal sealed class SupplyVerification(LedgerSnapshot snapshot)
{
    // R50: what a membership granted before it moved from one record of a person to the other is the other one's.
    private const string IsMerged =
        "EXISTS (SELECT 1 FROM MergedRows r JOIN MemberMerges g ON g.Id = r.MergeId WHERE r.Kind = 2 AND r.RowId = m.Id " +
        "AND c.OwnerId IN (g.FromId, g.IntoId))";

    public IReadOnlyList<Check> Checks =>
    [
        new Check("MembershipCredits", CheckIssued),
        new Check("MembershipCredits", FindUnregistered),
        new Check("MembershipCredits", CheckSuccessors),
        new Check("MembershipLines", CheckLines),
        new Check("MembershipSkips", CheckSkips),
        new Check("Sales", CheckSales),
        new Check("MemberMerges", CheckMerges),
        new Check("Members", CheckPointers),
    ];

    private List<Difference> CheckIssued()
    {
        var (zone, terms, pauses, differences) = (Zone(), Terms(), Pauses(), new List<Difference>());
        using var cursor = snapshot.Open(
            $"""
            SELECT s.CreditId, s.MembershipId, s.PlanLineId, s.Period, s.Part, p.IdempotencyKey,
                CASE WHEN {IsMerged} THEN m.MemberId ELSE c.OwnerId END, m.MemberId, c.BenefitId,
                l.BenefitId, m.PlanId, l.PlanId, c.Source, m.StartsOn, l.Period, c.StartsAt, c.Amount, c.PaidAmount, c.PaidCurrency,
                c.Unlimited
            FROM MembershipCredits s
            JOIN Credits c ON c.Id = s.CreditId
            JOIN LedgerEntries e ON e.CreditId = s.CreditId AND e.Kind = 1
            JOIN Postings p ON p.Id = e.PostingId
            JOIN Memberships m ON m.Id = s.MembershipId
            JOIN PlanLines l ON l.Id = s.PlanLineId
            WHERE s.Succession = 0
            """);
        while (cursor.Read() && differences.Count < LedgerSnapshot.MaxDifferences)
        {
            var (credit, line, period, part) = (cursor.Number(0), cursor.Number(2), cursor.Number(3), (SupplyPart)cursor.Number(4));
            var source = part == SupplyPart.Grant ? CreditSource.Plan : CreditSource.Rollover;
            var (key, right) = (cursor.Text(5), $"issue/{cursor.Number(1)}/{line}/{period}");
            if ((key.StartsWith("issue/", StringComparison.Ordinal) && !$"{key}/".StartsWith($"{right}/", StringComparison.Ordinal))
                || cursor.Number(6) != cursor.Number(7)
                || cursor.Number(8) != cursor.Number(9) || cursor.Number(10) != cursor.Number(11)
                || (CreditSource)cursor.Number(12) != source)
            {
                differences.Add(new Difference("MembershipCredits", credit,
                    $"is not what credit {credit} and its posting say of the membership, line and period it was granted for (R25)"));
                continue;
            }

            var startsAt = cursor.Instant(15);
            if (!IsStart(zone, cursor.Day(13), cursor.Number(14), period, startsAt, pauses.GetValueOrDefault(cursor.Number(1))))
            {
                differences.Add(new Difference("Memberships", cursor.Number(1),
                    $"its first day, or line {line}'s period, is not the one by which credit {credit} was granted (R25)"));
            }
            else if (part == SupplyPart.Grant && terms[line].LastOrDefault(row => row.EffectiveFrom <= startsAt) is var held
                && (held.Amount != cursor.Number(16) || (held.Tracking == (long)LineTracking.Unlimited) != (cursor.Number(19) == 1)
                    || held.PaidAmount != (cursor.IsNull(17) ? null : cursor.Number(17))
                    || held.PaidCurrency != (cursor.IsNull(18) ? null : cursor.Text(18))))
            {
                differences.Add(new Difference("PlanLineTerms", line,
                    $"do not say what credit {credit} was granted with: its amount, or what was paid for it (R27, R40)"));
            }
        }

        return differences;
    }

    private List<Difference> FindUnregistered() => snapshot.Find(
        """
        SELECT c.Id FROM Credits c JOIN LedgerEntries e ON e.CreditId = c.Id AND e.Kind = 1 JOIN Postings p ON p.Id = e.PostingId
        WHERE c.Source IN (2, 5) AND p.IdempotencyKey LIKE 'issue/%'
            AND NOT EXISTS (SELECT 1 FROM MembershipCredits s WHERE s.CreditId = c.Id AND s.Succession = 0)
        ORDER BY c.Id
        """,
        cursor => new Difference("MembershipCredits", cursor.Number(0),
            $"is missing: credit {cursor.Number(0)} was issued for a membership (R25)"));

    // R16, R50: a credit that took the place of another is for the same membership, line and period.
    private List<Difference> CheckSuccessors() => snapshot.Find(
        $"""
        SELECT s.CreditId FROM MembershipCredits s JOIN Credits c ON c.Id = s.CreditId JOIN Memberships m ON m.Id = s.MembershipId
        WHERE s.Succession <> 0 AND ((c.OwnerId <> m.MemberId AND NOT {IsMerged}) OR NOT EXISTS (SELECT 1 FROM MembershipCredits o
            WHERE o.MembershipId = s.MembershipId AND o.PlanLineId = s.PlanLineId AND o.Period = s.Period AND o.Part = s.Part
                AND o.Succession = s.Succession - 1))
        ORDER BY s.CreditId
        """,
        cursor => new Difference("MembershipCredits", cursor.Number(0),
            $"names a place that no credit had before credit {cursor.Number(0)} (R16, R50)"));

    private List<Difference> CheckLines()
    {
        var (zone, pauses, differences) = (Zone(), Pauses(), new List<Difference>());
        using var cursor = snapshot.Open(
            """
            SELECT n.MembershipId, n.PlanLineId, n.NextPeriod, n.NextStartsAt, m.StartsOn, l.Period, m.PlanId, l.PlanId,
                (SELECT MAX(s.Period) FROM MembershipCredits s WHERE s.MembershipId = n.MembershipId AND s.PlanLineId = n.PlanLineId)
            FROM MembershipLines n JOIN Memberships m ON m.Id = n.MembershipId JOIN PlanLines l ON l.Id = n.PlanLineId
            """);
        while (cursor.Read() && differences.Count < LedgerSnapshot.MaxDifferences)
        {
            var (membership, line, next) = (cursor.Number(0), cursor.Number(1), cursor.Number(2));
            var isOver = cursor.Instant(3) == BalanceRow.Never;
            if (cursor.Number(6) != cursor.Number(7) || (!isOver && ((!cursor.IsNull(8) && cursor.Number(8) >= next)
                || !IsNextStart(zone, cursor.Day(4), cursor.Number(5), next, cursor.Instant(3), pauses.GetValueOrDefault(membership)))))
            {
                differences.Add(new Difference("MembershipLines", membership,
                    $"line {line}: its next period {next} was issued already, or does not start then (R25)"));
            }
        }

        return differences;
    }

    private List<Difference> CheckSkips()
    {
        var (zone, pauses, differences) = (Zone(), Pauses(), new List<Difference>());
        using var cursor = snapshot.Open(
            """
            SELECT k.MembershipId, k.PlanLineId, k.Period, k.MemberId, m.MemberId, k.StartsAt, k.EndsAt, m.StartsOn, l.Period,
                CASE WHEN k.IssuedAt IS NULL THEN 0 ELSE 1 END,
                (SELECT COUNT(*) FROM MembershipCredits s WHERE s.MembershipId = k.MembershipId AND s.PlanLineId = k.PlanLineId
                    AND s.Period = k.Period AND s.Part = 1 AND s.Succession = 0)
            FROM MembershipSkips k JOIN Memberships m ON m.Id = k.MembershipId JOIN PlanLines l ON l.Id = k.PlanLineId
            """);
        while (cursor.Read() && differences.Count < LedgerSnapshot.MaxDifferences)
        {
            var period = cursor.Number(2);
            if (cursor.Number(3) != cursor.Number(4) || cursor.Number(9) != cursor.Number(10)
                || !IsStart(zone, cursor.Day(7), cursor.Number(8), period, cursor.Instant(5), pauses.GetValueOrDefault(cursor.Number(0)))
                || cursor.Instant(6) != StartOf(zone, cursor.Day(7), cursor.Number(8), period + 1))
            {
                differences.Add(new Difference("MembershipSkips", cursor.Number(0),
                    $"line {cursor.Number(1)}, period {period}: is not what the membership and its credits say (R54)"));
            }
        }

        return differences;
    }

    // A sale's posting grants to the member that the sale names, from a product.
    private List<Difference> CheckSales() => snapshot.Find(
        """
        SELECT s.PostingId FROM Sales s
        WHERE NOT EXISTS (SELECT 1 FROM LedgerEntries e JOIN Credits c ON c.Id = e.CreditId
            WHERE e.PostingId = s.PostingId AND e.Kind = 1 AND e.OwnerId = s.MemberId AND c.Source = 3)
        ORDER BY s.PostingId
        """,
        cursor => new Difference("Sales", cursor.Number(0), $"is not what posting {cursor.Number(0)} granted (R29)"));

    // R50: the posting of a merge moved credits from the one record to the other when the merge was recorded.
    private List<Difference> CheckMerges() => snapshot.Find(
        """
        SELECT g.Id FROM MemberMerges g
        WHERE g.PostingId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM Postings p
            JOIN LedgerEntries e ON e.PostingId = p.Id AND e.OwnerId = g.FromId
            JOIN LedgerEntries i ON i.PostingId = p.Id AND i.OwnerId = g.IntoId
            WHERE p.Id = g.PostingId AND p.Kind = 12 AND p.RecordedAt = g.RecordedAt)
        ORDER BY g.Id
        """,
        cursor => new Difference("MemberMerges", cursor.Number(0), "is not what its posting moved (R50)"));

    private List<Difference> CheckPointers() => snapshot.Find(
        """
        SELECT m.Id FROM Members m
        WHERE (m.MergedIntoId IS NULL AND EXISTS (SELECT 1 FROM MemberMerges g WHERE g.FromId = m.Id AND g.UndoneAt IS NULL))
            OR (m.MergedIntoId IS NOT NULL AND NOT EXISTS (SELECT 1 FROM MemberMerges g WHERE g.FromId = m.Id AND g.UndoneAt IS NULL))
        ORDER BY m.Id
        """,
        cursor => new Difference("Members", cursor.Number(0), "leads to another record, or does not, as no merge says (R50)"));

    private SiteZone Zone()
    {
        using var cursor = snapshot.Open("SELECT TimeZone FROM SiteSettings");
        return new SiteZone(TimeZoneInfo.FindSystemTimeZoneById(cursor.Read() ? cursor.Text(0) : "Etc/UTC"));
    }

    private ILookup<long, (DateTime EffectiveFrom, long Amount, long? PaidAmount, string? PaidCurrency, long Tracking)> Terms()
    {
        var terms = new List<(long Line, (DateTime, long, long?, string?, long) Held)>();
        using var cursor = snapshot.Open(
            "SELECT PlanLineId, EffectiveFrom, Amount, PaidAmount, PaidCurrency, Tracking FROM PlanLineTerms " +
                "ORDER BY PlanLineId, EffectiveFrom");
        while (cursor.Read())
        {
            terms.Add((cursor.Number(0), (cursor.Instant(1), cursor.Number(2), cursor.IsNull(3) ? null : cursor.Number(3),
                cursor.IsNull(4) ? null : cursor.Text(4), cursor.Number(5))));
        }

        return terms.ToLookup(row => row.Line, row => row.Held);
    }

    // R46: but for those that were taken back, which held nothing back.
    private Dictionary<long, MembershipPauses> Pauses()
    {
        var rows = new List<MembershipPauseRow>();
        using var cursor = snapshot.Open("SELECT MembershipId, FromDay, UntilDay FROM MembershipPauses WHERE TakenBackAt IS NULL");
        while (cursor.Read())
        {
            rows.Add(new MembershipPauseRow
            { MembershipId = cursor.Number(0), FromDay = cursor.Day(1), UntilDay = cursor.IsNull(2) ? null : cursor.Day(2) });
        }

        return rows.GroupBy(row => row.MembershipId).ToDictionary(of => of.Key, of => new MembershipPauses(of));
    }

    // A period starts on its first day, or on the first day after a pause in which it began (R46).
    private static bool IsStart(SiteZone zone, DateOnly anchor, long period, long number, DateTime startsAt, MembershipPauses? pauses)
    {
        if (startsAt == StartOf(zone, anchor, period, number)) return true;
        var day = zone.DayOf(startsAt);
        return pauses is not null && Enum.IsDefined((Period)period) && startsAt == zone.StartOf(day)
            && startsAt < StartOf(zone, anchor, period, number + 1)
            && pauses.MayDelay(Periods.FirstDay(anchor, (Period)period, checked((int)number)), day);
    }

    // A line waits for a period or, where that is paused, for the first one after the pause.
    private static bool IsNextStart(SiteZone zone, DateOnly anchor, long period, long next, DateTime startsAt, MembershipPauses? pauses)
    {
        if (startsAt == StartOf(zone, anchor, period, next)) return true;
        if (pauses is null || !Enum.IsDefined((Period)period)) return false;
        var number = Periods.NumberOn(anchor, (Period)period, zone.DayOf(startsAt));
        return number >= next && IsStart(zone, anchor, period, number, startsAt, pauses);
    }

    // An undefined period never starts.
    private static DateTime StartOf(SiteZone zone, DateOnly anchor, long period, long number) => Enum.IsDefined((Period)period)
        ? zone.StartOf(Periods.FirstDay(anchor, (Period)period, checked((int)number))) : BalanceRow.Never;
}

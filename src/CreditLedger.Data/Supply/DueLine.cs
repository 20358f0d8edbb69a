using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Supply;

/// <summary>A line of a membership with everything that its schedule asks for.</summary>
internal sealed record DueLine(
    long MembershipId, long PlanLineId, int NextPeriod, long MemberId, DateOnly StartsOn, DateTime? EndsAt, long BenefitId, Period Period,
    string PlanName)
{
    /// <summary>The line's terms; filled in by <see cref="PlanTerms"/>.</summary>
    public List<LineTerms> Terms { get; init; } = [];

    /// <summary>The membership's pauses; filled in by <see cref="Pauses"/>.</summary>
    public MembershipPauses Paused { get; init; } = MembershipPauses.None;

    public LineSchedule Schedule(SiteZone zone) => new(StartsOn, Period, Terms, EndsAt, zone, Paused);

    /// <summary>The line where it stands before a period: at what comes next of its schedule.</summary>
    public MembershipLineRow Before(LineSchedule schedule, int number) => new()
    {
        MembershipId = MembershipId,
        PlanLineId = PlanLineId,
        NextPeriod = schedule.NextPlanned(number),
        NextStartsAt = schedule.NextGranted(number)?.StartsAt ?? BalanceRow.Never,
    };
}

/// <summary>Reads pauses of memberships inside a transaction (R46).</summary>
internal static class Pauses
{
    private static readonly string Select =
        $"SELECT {MembershipPauseRow.Table.SelectList("p")} FROM MembershipPauses p WHERE p.MembershipId {{ids}}";

    /// <summary>The pauses of each membership, by membership. The primary key of MembershipPauses.</summary>
    public static async Task<Dictionary<long, MembershipPauses>> ReadAsync(
        LedgerTransaction transaction, IReadOnlyCollection<long> membershipIds, CancellationToken cancellationToken)
    {
        if (membershipIds.Count == 0) return [];
        var rows = new List<MembershipPauseRow>();
        await transaction.ReadRowsByIdsAsync(
            Select, membershipIds, source => rows.Add(MembershipPauseRow.Table.Read(source)), cancellationToken);
        return rows.GroupBy(row => row.MembershipId).ToDictionary(of => of.Key, of => new MembershipPauses(of));
    }
}

/// <summary>Reads terms of plan lines inside a transaction.</summary>
internal static class PlanTerms
{
    /// <summary>The terms of each line, by line. The primary key of PlanLineTerms.</summary>
    public static async Task<Dictionary<long, List<LineTerms>>> ReadAsync(
        LedgerTransaction transaction, IReadOnlyCollection<long> planLineIds, CancellationToken cancellationToken)
    {
        var terms = planLineIds.ToDictionary(id => id, _ => new List<LineTerms>());
        await transaction.ReadByIdsAsync(
            """
            SELECT PlanLineId, EffectiveFrom, Amount, RolloverMin, RolloverMax, PaidAmount, PaidCurrency, Tracking FROM PlanLineTerms
            WHERE PlanLineId {ids}
            """,
            terms.Keys,
            reader => terms[reader.GetInt64(0)].Add(new LineTerms(
                transaction.ReadInstant(reader, 1), reader.GetInt64(2),
                RolloverRule.Of(reader.IsDBNull(3) ? null : reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetInt64(4)))
            {
                Tracking = (LineTracking)reader.GetInt32(7),
                Paid = reader.IsDBNull(5) ? null : Allocation.Of(reader.GetInt64(5), reader.GetString(6)),
            }),
            cancellationToken);
        return terms;
    }
}

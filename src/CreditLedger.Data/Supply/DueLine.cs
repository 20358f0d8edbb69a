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

    public LineSchedule Schedule(SiteZone zone) => new(StartsOn, Period, Terms, EndsAt, zone);

    /// <summary>The line before a period; none: nothing is to be issued any more.</summary>
    public MembershipLineRow Before(GrantedPeriod? period) => new()
    {
        MembershipId = MembershipId,
        PlanLineId = PlanLineId,
        NextPeriod = period?.Number ?? NextPeriod,
        NextStartsAt = period?.StartsAt ?? BalanceRow.Never,
    };
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
            SELECT PlanLineId, EffectiveFrom, Amount, RolloverMin, RolloverMax, PaidAmount, PaidCurrency FROM PlanLineTerms
            WHERE PlanLineId {ids}
            """,
            terms.Keys,
            reader => terms[reader.GetInt64(0)].Add(new LineTerms(
                transaction.ReadInstant(reader, 1), reader.GetInt64(2),
                RolloverRule.Of(reader.IsDBNull(3) ? null : reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetInt64(4)))
            {
                Paid = reader.IsDBNull(5) ? null : Allocation.Of(reader.GetInt64(5), reader.GetString(6)),
            }),
            cancellationToken);
        return terms;
    }
}

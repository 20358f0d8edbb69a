using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Queries.Supply;

/// <summary>One line of a plan.</summary>
/// <param name="PlanLineId">Database key.</param>
/// <param name="BenefitId">What it grants.</param>
/// <param name="BenefitName">The benefit's name.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Period">How often it grants.</param>
/// <param name="Terms">What it granted and grants, in any order.</param>
public sealed record SupplyLine(long PlanLineId, long BenefitId, string BenefitName, Unit Unit, Period Period,
    IReadOnlyList<LineTerms> Terms)
{
    /// <summary>Which periods a membership is granted.</summary>
    public LineSchedule Schedule(DateOnly anchor, DateTime? endsAt, SiteZone zone, MembershipPauses? pauses) =>
        new(anchor, Period, Terms, endsAt, zone, pauses);
}

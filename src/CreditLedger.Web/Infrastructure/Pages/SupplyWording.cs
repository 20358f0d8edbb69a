using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Web.Infrastructure.Pages;

/// <summary>What pages call what plans and products grant.</summary>
public static class SupplyWording
{
    /// <summary>"month", within a sentence.</summary>
    public static string Period(Period period) => period.ToString().ToLowerInvariant();

    /// <summary>"300 min a month", "£20.00 a quarter".</summary>
    public static string PerPeriod(PlanTerms terms, Unit unit, Period period) => $"{Wording.Amount(terms.Amount, unit)} a {Period(period)}";

    /// <summary>What becomes of the remainder at a period's end (R26).</summary>
    public static string Rollover(long? min, long? max, Unit unit) => (min, max) switch
    {
        (null, _) => "lapses",
        (0, null) => "all rolls over",
        (0, { } most) => $"rolls over, at most {Wording.Amount(most, unit)}",
        ({ } least, null) => $"all rolls over, at least {Wording.Amount(least, unit)}",
        ({ } least, { } most) => $"rolls over, at least {Wording.Amount(least, unit)}, at most {Wording.Amount(most, unit)}",
    };

    /// <summary>A line's whole terms: "300 min a month; what remains lapses".</summary>
    public static string Terms(PlanTerms terms, Unit unit, Period period)
    {
        var rollover = Rollover(terms.RolloverMin, terms.RolloverMax, unit);
        return $"{PerPeriod(terms, unit, period)}; {(rollover.StartsWith("all ", StringComparison.Ordinal) ? "" : "what remains ")}{rollover}";
    }
}

using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Catalogue;

/// <summary>What a plan's line grants in one period, and what becomes of what remains of it (R25, R26).</summary>
/// <param name="Amount">In the smallest unit (R1).</param>
/// <param name="RolloverMin">Least that the next period is given; none: what remains expires.</param>
/// <param name="RolloverMax">Most that rolls over; none beside a least: everything.</param>
public sealed record PlanTerms(long Amount, long? RolloverMin = null, long? RolloverMax = null)
{
    /// <summary>Whether an amount is granted, any amount, or nothing that is counted (R48).</summary>
    public LineTracking Tracking { get; init; }

    /// <summary>Whether the line has ended.</summary>
    public bool IsNothing => Amount == 0 && Tracking == LineTracking.Limited;

    /// <summary>What of the plan's price falls to one period of it (R40); none where nobody said.</summary>
    public Allocation? Paid { get; init; }
}

/// <summary>A line that grants something now.</summary>
/// <param name="Id">Its key.</param>
/// <param name="BenefitId">What it grants.</param>
/// <param name="Period">How often.</param>
/// <param name="Terms">How much.</param>
public sealed record PlanLineNow(long Id, long BenefitId, Period Period, PlanTerms Terms);

/// <summary>A line as it is to be.</summary>
/// <param name="Row">The caller's number of it, which refusals name.</param>
/// <param name="LineId">The line that it is to go on as; none for a new one.</param>
/// <param name="Benefit">What it is to grant.</param>
/// <param name="Period">How often.</param>
/// <param name="Terms">How much.</param>
public sealed record PlanLineWanted(int Row, long? LineId, BenefitRow Benefit, Period Period, PlanTerms Terms);

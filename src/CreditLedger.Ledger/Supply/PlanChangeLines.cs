using CreditLedger.Ledger.Kinds;

namespace CreditLedger.Ledger.Supply;

/// <summary>What a plan's line grants in one period, and what becomes of what remains of it (R25, R26).</summary>
/// <param name="Amount">In the smallest unit (R1).</param>
/// <param name="RolloverMin">Least that the next period is given; none: what remains lapses.</param>
/// <param name="RolloverMax">Most that rolls over; none beside a least: everything.</param>
public sealed record PlanTerms(long Amount, long? RolloverMin = null, long? RolloverMax = null);

/// <summary>A line that grants something now.</summary>
/// <param name="Id">Its key.</param>
/// <param name="BenefitId">What it grants.</param>
/// <param name="Period">How often.</param>
/// <param name="Terms">How much.</param>
public sealed record PlanLineNow(long Id, long BenefitId, Period Period, PlanTerms Terms);

/// <summary>A benefit, as far as plans and products ask.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Kind">What it is counted in.</param>
/// <param name="StepMinutes">Its own booking step (R20).</param>
/// <param name="IsArchived">Whether it is no longer offered.</param>
public sealed record SupplyBenefit(long Id, string Name, BenefitKind Kind, int? StepMinutes, bool IsArchived);

/// <summary>A line as it shall be.</summary>
/// <param name="Row">The caller's number of it, which refusals name.</param>
/// <param name="LineId">The line that it shall go on as; none for a new one.</param>
/// <param name="Benefit">What it shall grant.</param>
/// <param name="Period">How often.</param>
/// <param name="Terms">How much.</param>
public sealed record PlanLineWanted(int Row, long? LineId, SupplyBenefit Benefit, Period Period, PlanTerms Terms);

/// <summary>Why a plan cannot be as it is wanted.</summary>
/// <param name="Row">The caller's number of the line; none for the plan as a whole.</param>
/// <param name="Field">What to blame.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record PlanRefusal(int? Row, PlanField Field, string Message);

/// <summary>What a refusal blames.</summary>
public enum PlanField
{
    /// <summary>The plan as a whole.</summary>
    Plan,

    /// <summary>What a line grants.</summary>
    Benefit,

    /// <summary>How often.</summary>
    Period,

    /// <summary>How much.</summary>
    Amount,

    /// <summary>The least that rolls over.</summary>
    RolloverMin,

    /// <summary>The most that rolls over.</summary>
    RolloverMax,
}

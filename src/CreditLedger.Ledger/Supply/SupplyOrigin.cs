namespace CreditLedger.Ledger.Supply;

/// <summary>The period of a membership that a credit is granted for; the database takes each at most once (R25).</summary>
/// <param name="MembershipId">The membership.</param>
/// <param name="PlanLineId">The plan's line.</param>
/// <param name="Period">Number of the period, from 0.</param>
/// <param name="Part">The period's own grant, what rolled over, or what topped it up.</param>
public readonly record struct SupplyOrigin(long MembershipId, long PlanLineId, int Period, SupplyPart Part);

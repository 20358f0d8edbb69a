using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Sharing;

/// <summary>How much one member may use of one kind that a group shares (R13).</summary>
/// <param name="Amount">The most, in the smallest unit, of each currency for itself; 0: none.</param>
/// <param name="Period">The calendar period it counts in.</param>
public readonly record struct Cap(long Amount, Period Period);

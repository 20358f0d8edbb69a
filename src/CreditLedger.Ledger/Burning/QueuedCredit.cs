using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Burning;

/// <summary>A credit in the order of use.</summary>
/// <param name="Credit">The credit.</param>
/// <param name="Skip">Why it would be skipped; none when it would be drawn from.</param>
public readonly record struct QueuedCredit(CreditState Credit, SkipReason? Skip);

using CreditLedger.Ledger.Burning;

namespace CreditLedger.Ledger.Sharing;

/// <summary>What an owner's live credits of one benefit hold together.</summary>
/// <param name="Benefit">The benefit.</param>
/// <param name="Amount">The sum of their balances.</param>
/// <param name="IsUnlimited">Whether one of them is unlimited (R48).</param>
public readonly record struct LiveAmount(BenefitTerms Benefit, long Amount, bool IsUnlimited = false);

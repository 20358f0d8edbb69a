using CreditLedger.Ledger.Burning;

namespace CreditLedger.Ledger.Sharing;

/// <summary>What an owner's live credits of one benefit hold together.</summary>
/// <param name="Benefit">The benefit.</param>
/// <param name="Amount">The sum of their balances.</param>
public readonly record struct LiveAmount(BenefitTerms Benefit, long Amount);

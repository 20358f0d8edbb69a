namespace CreditLedger.Ledger.Commands;

/// <summary>What a rule answers: a draft to record, or a refusal to show.</summary>
public abstract record Decision;

namespace CreditLedger.Ledger.Commands;

/// <summary>What a rule answers: a draft to record, what must be confirmed before there is one, or a refusal to show.</summary>
public abstract record Decision;

/// <summary>It can be recorded, but has an effect that the request does not say it means.</summary>
/// <param name="Warnings">What must be confirmed, in sentences.</param>
public sealed record ConfirmationNeeded(params IReadOnlyList<string> Warnings) : Decision;

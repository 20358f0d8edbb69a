namespace CreditLedger.Ledger.Commands;

/// <summary>The request that a command carries out, and the form that the command came from.</summary>
/// <param name="Id">The request.</param>
/// <param name="Path">The path of the form.</param>
public sealed record ApprovalOf(long Id, string Path);

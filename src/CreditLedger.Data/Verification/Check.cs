namespace CreditLedger.Data.Verification;

/// <summary>A part of a verification that runs by itself.</summary>
/// <param name="Table">The table that is named when it cannot be read.</param>
/// <param name="Run">What it finds.</param>
internal sealed record Check(string Table, Func<IReadOnlyList<Difference>> Run);

using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Auditing;

/// <summary>What the audit says of an act. A command carries one, and its row is written in the same transaction.</summary>
/// <param name="Act">What it is called.</param>
/// <param name="Who">Who does it, by e-mail or name.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Reference">The reference of the request.</param>
public sealed record AuditNote(string Act, string Who, string Source, string? Reference)
{
    /// <summary>Whether it is done, and not refused.</summary>
    public bool IsAllowed { get; init; } = true;

    /// <summary>What it is about, once a command's rows have their numbers.</summary>
    public Func<Done, string?>? About { get; init; }
}

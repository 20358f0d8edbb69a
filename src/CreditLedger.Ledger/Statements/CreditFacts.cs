using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;

namespace CreditLedger.Ledger.Statements;

/// <summary>
/// What is known of a credit when its balance is explained (R38). Only what stands: entries that were undone, and what undid them, cancel
/// out.
/// </summary>
public sealed record CreditFacts
{
    /// <summary>What it counts.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Granted amount.</summary>
    public required long Granted { get; init; }

    /// <summary>First live instant (R11).</summary>
    public required DateTime StartsAt { get; init; }

    /// <summary>First instant no longer live; none means never.</summary>
    public required DateTime? ExpiresAt { get; init; }

    /// <summary>How it was given.</summary>
    public required CreditSource Source { get; init; }

    /// <summary>The plan's or product's name.</summary>
    public string? SourceName { get; init; }

    /// <summary>Whether a revocation, or the undoing of its grant, stands.</summary>
    public bool IsRevoked { get; init; }

    /// <summary>Usages for a service.</summary>
    public UseTotal Bookings { get; init; }

    /// <summary>Usages for no named service.</summary>
    public UseTotal OtherUses { get; init; }

    /// <summary>Everything that is neither grant nor usage, signed.</summary>
    public long Adjusted { get; init; }

    /// <summary>How many rows <see cref="Adjusted"/> is made of.</summary>
    public int CorrectionCount { get; init; }

    /// <summary>The latest of them, newest first; the rest is told as a sum.</summary>
    public IReadOnlyList<Correction> LatestCorrections { get; init; } = [];

    /// <summary>Whether any amount can be used of it (R48): what was used counts as granted.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>What was used, as a positive number.</summary>
    public long Used => checked(Bookings.Amount + OtherUses.Amount);

    /// <summary>The sum of its entries (R5).</summary>
    public long Balance => checked(Granted - Used + Adjusted);

    /// <summary>R12.</summary>
    public CreditStatus StatusAt(DateTime moment) => CreditStatusRule.Of(StartsAt, ExpiresAt, Balance, IsRevoked, moment, IsUnlimited);
}

/// <summary>Usages that stand, taken together.</summary>
/// <param name="Count">How many.</param>
/// <param name="Amount">What they used, as a positive number.</param>
/// <param name="LastUsedAt">The latest of them; meaningful with at least one.</param>
public readonly record struct UseTotal(int Count, long Amount, DateTime LastUsedAt);

/// <summary>One row that is neither grant nor usage.</summary>
/// <param name="Kind">Adjustment, Transfer or Revocation; Grant for the undoing of the grant.</param>
/// <param name="Amount">Signed amount.</param>
/// <param name="UsedAt">When it happened.</param>
/// <param name="Reason">Why (R21).</param>
public sealed record Correction(EntryKind Kind, long Amount, DateTime UsedAt, string? Reason);

using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Statements;

/// <summary>
/// What is known of a member's own credits of one unit over a range of time when their balance is explained (R38). Undone entries and what
/// undid them cancel out.
/// </summary>
public sealed record KindFacts
{
    /// <summary>What it counts.</summary>
    public required Unit Unit { get; init; }

    /// <summary>The first instant of the range.</summary>
    public required DateTime From { get; init; }

    /// <summary>The first instant after it: the moment of asking where the range is not over.</summary>
    public required DateTime Until { get; init; }

    /// <summary>What could still be used of earlier credits when the range began.</summary>
    public long Opening { get; init; }

    /// <summary>What was granted in the range, in order of time.</summary>
    public IReadOnlyList<GrantFact> Grants { get; init; } = [];

    /// <summary>Usages for a service.</summary>
    public UseTotal Bookings { get; init; }

    /// <summary>Usages for no named service.</summary>
    public UseTotal OtherUses { get; init; }

    /// <summary>Adjustments, signed.</summary>
    public long Adjusted { get; init; }

    /// <summary>What moved in from other credits and out to them, signed.</summary>
    public long Moved { get; init; }

    /// <summary>What was revoked, as a positive number.</summary>
    public long Revoked { get; init; }

    /// <summary>What expired, as a positive number; negative where more was taken from credits after their end than expired.</summary>
    public long Expired { get; init; }

    /// <summary>When the last credit ended with something left; none where none did.</summary>
    public DateTime? LastExpiredAt { get; init; }

    /// <summary>What credits hold whose first instant has not come.</summary>
    public long NotYetLive { get; init; }

    /// <summary>What of live credits is committed to bookings and not used yet (R42).</summary>
    public long Committed { get; init; }

    /// <summary>When the first credit with something left ends; none where none does.</summary>
    public DateTime? NextExpiresAt { get; init; }

    /// <summary>The next credit to come, of a membership or given ahead; none where none is known.</summary>
    public GrantFact? Next { get; init; }

    /// <summary>What was granted in the range.</summary>
    public long Granted => Grants.Sum(grant => grant.Amount);

    /// <summary>What was used in the range, as a positive number.</summary>
    public long Used => checked(Bookings.Amount + OtherUses.Amount);

    /// <summary>What can be used of the member's own credits at the end of the range.</summary>
    public long Available => checked(Opening + Granted - Used + Adjusted + Moved - Revoked - Expired - NotYetLive - Committed);
}

/// <summary>A credit that was given, or will be.</summary>
/// <param name="Amount">How much.</param>
/// <param name="At">Its first live instant.</param>
/// <param name="SourceName">The plan's or product's name.</param>
public sealed record GrantFact(long Amount, DateTime At, string? SourceName);

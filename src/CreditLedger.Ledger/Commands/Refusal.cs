using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <summary>Nothing was recorded, and why.</summary>
/// <param name="Reason">The rule that refused.</param>
/// <param name="Field">The part of the request that is to blame.</param>
/// <param name="Message">What is wrong and what would be right, to be shown beside the field.</param>
public sealed record Refusal(RefusalReason Reason, RefusedField Field, string Message) : Decision
{
    /// <summary>What was missing, in the smallest unit: of a usage, the difference to the largest amount that can be drawn (R15).</summary>
    public long ShortBy { get; init; }

    /// <summary>The next amount above the one of a usage that can be drawn, in the smallest unit; none where there is none (R15).</summary>
    public long? NextAbove { get; init; }

    /// <summary>The credits that were skipped, and why (R15).</summary>
    public IReadOnlyList<SkippedCredit> Skipped { get; init; } = [];

    /// <summary>The caller's number of the line to blame, where a request has lines.</summary>
    public int? Row { get; init; }

    /// <summary>What else is wrong, where a form is judged as a whole.</summary>
    public IReadOnlyList<Refusal> More { get; init; } = [];

    /// <summary>All that is wrong.</summary>
    public IEnumerable<Refusal> All => More.Prepend(this);

    /// <summary>Several refusals as one; none of none.</summary>
    public static Refusal? Of(IReadOnlyList<Refusal> refusals) =>
        refusals.Count == 0 ? null : refusals[0] with { More = [.. refusals.Skip(1)] };
}

/// <summary>A credit that was skipped by a usage (R15), or that cannot be extended, transferred or revoked (R23).</summary>
/// <param name="Terms">The credit's terms.</param>
/// <param name="Zone">The zone in which its last day is told.</param>
/// <param name="Reason">Why.</param>
/// <param name="Available">What it could give, in the smallest unit: of a usage, for the largest amount that can be drawn (R15).</param>
public sealed record SkippedCredit(CreditTerms Terms, SiteZone Zone, SkipReason Reason, long Available)
{
    /// <summary>The credit.</summary>
    public long CreditId => Terms.Id;

    /// <summary>Whose it is.</summary>
    public long OwnerId => Terms.OwnerId;

    /// <summary>Its benefit.</summary>
    public string BenefitName => Terms.Benefit.Name;

    /// <summary>What it is called.</summary>
    public string Name => CreditName.Of(Terms, Zone);

    /// <summary>The credit that its remainder moved to, where that was used since (R16).</summary>
    public CreditTerms? MovedTo { get; init; }
}

/// <summary>Why a credit was skipped (R15, R23).</summary>
public enum SkipReason
{
    /// <summary>It starts later.</summary>
    NotStarted,

    /// <summary>It is over.</summary>
    Expired,

    /// <summary>It was revoked.</summary>
    Revoked,

    /// <summary>Nothing remains.</summary>
    UsedUp,

    /// <summary>Bookings will take what remains (R42).</summary>
    Committed,

    /// <summary>It is not good for that service.</summary>
    DoesNotCoverService,

    /// <summary>It belongs to someone else and is not shared with the member.</summary>
    NotShared,

    /// <summary>All it had was taken and it was not enough.</summary>
    NotEnough,

    /// <summary>It held enough then, but what was used since leaves less (R16).</summary>
    NotHeldSince,

    /// <summary>It held enough then, but its remainder moved to another credit and was used there since (R16).</summary>
    MovedAndUsedSince,

    /// <summary>It has no end that could be later (R23).</summary>
    NeverExpires,

    /// <summary>It lasts as long as asked for, or longer (R23).</summary>
    EndsNoEarlier,

    /// <summary>It ended so long ago that the days it would get are over as well (R23).</summary>
    OverEvenThen,

    /// <summary>It belongs to that member already (R23).</summary>
    SameOwner,

    /// <summary>It gives whole steps only, and no more of them fit; or the part asked for is not a whole step of it (R14, R20).</summary>
    NotAWholeStep,

    /// <summary>The member has used of it, in this period, what the group allows (R13).</summary>
    CapReached,

    /// <summary>It is unlimited, so that there is no amount to move (R48).</summary>
    Unlimited,
}

/// <summary>Which rule refused.</summary>
public enum RefusalReason
{
    /// <summary>A value that no rule can accept: out of range, unknown, missing.</summary>
    Invalid,

    /// <summary>R20: not a whole step.</summary>
    NotAWholeStep,

    /// <summary>R15, R22: not enough.</summary>
    NotEnough,

    /// <summary>R16: in the future, or too far in the past.</summary>
    BadDate,

    /// <summary>R22: expired or revoked.</summary>
    NotAdjustable,

    /// <summary>R23: a credit that cannot be extended, transferred or revoked.</summary>
    NotMovable,

    /// <summary>R24: undone before, or itself an undoing.</summary>
    NotReversible,

    /// <summary>The actor may not do it; someone with another role may.</summary>
    NotAllowed,

    /// <summary>What it is about is not there.</summary>
    NotFound,

    /// <summary>What one decided on has changed meanwhile.</summary>
    Stale,
}

using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Supply;

namespace CreditLedger.Ledger.Commands;

/// <summary>What a rule answers: a draft to record, or a refusal to show.</summary>
public abstract record Decision;

/// <summary>To be recorded as one posting, all or none.</summary>
/// <param name="Kind">The act.</param>
/// <param name="Text">Reason or description.</param>
/// <param name="Entries">The rows, in order.</param>
/// <param name="ReversesPostingId">The posting it undoes (R24).</param>
public sealed record Draft(PostingKind Kind, string? Text, IReadOnlyList<EntryDraft> Entries, long? ReversesPostingId = null) : Decision
{
    /// <summary>What one should know before one confirms, in sentences.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The credits that are left out because they cannot, and why (R23).</summary>
    public IReadOnlyList<SkippedCredit> Skipped { get; init; } = [];
}

/// <summary>One row to be.</summary>
/// <param name="Credit">The credit it changes; for a Grant the one it creates, in <paramref name="NewCredit"/>.</param>
/// <param name="NewCredit">The terms of the credit that a Grant creates.</param>
/// <param name="Kind">What it does.</param>
/// <param name="EffectiveKind">The total it belongs to: its kind, or that of the entry it reverses.</param>
/// <param name="Amount">Signed, in the smallest unit.</param>
/// <param name="UsedAt">When it happened in the world.</param>
public sealed record EntryDraft(CreditState? Credit, CreditDraft? NewCredit, EntryKind Kind, EntryKind EffectiveKind, long Amount, DateTime UsedAt)
{
    /// <summary>The member who used the credit.</summary>
    public long? UsedById { get; init; }

    /// <summary>The service it was used for.</summary>
    public long? ServiceId { get; init; }

    /// <summary>The entry it reverses.</summary>
    public long? ReversesEntryId { get; init; }

    /// <summary>A row on a credit that exists.</summary>
    public static EntryDraft On(CreditState credit, EntryKind kind, long amount, DateTime usedAt) => new(credit, null, kind, kind, amount, usedAt);

    /// <summary>The first row of a new credit.</summary>
    public static EntryDraft Granting(CreditDraft credit, DateTime usedAt) => new(null, credit, EntryKind.Grant, EntryKind.Grant, credit.Amount, usedAt);
}

/// <summary>A credit to be.</summary>
public sealed record CreditDraft(
    long OwnerId, BenefitTerms Benefit, long Amount, DateTime StartsAt, DateTime? ExpiresAt, int Priority, CreditSource Source,
    string? SourceName, long? OriginCreditId, string? Description, string? ExternalId)
{
    /// <summary>The period of a membership that it is granted for.</summary>
    public SupplyOrigin? IssuedFor { get; init; }
}

/// <summary>Nothing was recorded, and why.</summary>
/// <param name="Reason">The rule that refused.</param>
/// <param name="Field">The part of the request that is to blame.</param>
/// <param name="Message">What is wrong and what would be right, to be shown beside the field.</param>
public sealed record Refusal(RefusalReason Reason, RefusedField Field, string Message) : Decision
{
    /// <summary>What was missing, in the smallest unit (R15).</summary>
    public long ShortBy { get; init; }

    /// <summary>The credits that were passed over, and why (R15).</summary>
    public IReadOnlyList<SkippedCredit> Skipped { get; init; } = [];
}

/// <summary>A credit that was passed over by a usage (R15), or that cannot be extended, transferred or revoked (R23).</summary>
/// <param name="CreditId">The credit.</param>
/// <param name="BenefitName">What people call it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Available">What it could have given, above zero when it was drawn from in part.</param>
public sealed record SkippedCredit(long CreditId, string BenefitName, SkipReason Reason, long Available)
{
    /// <summary>Whose credit it is.</summary>
    public long OwnerId { get; init; }
}

/// <summary>Why a credit was passed over (R15, R23).</summary>
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

    /// <summary>It is not good for that service.</summary>
    DoesNotCoverService,

    /// <summary>It belongs to someone else and is not shared with the member.</summary>
    NotShared,

    /// <summary>All it had was taken and it was not enough.</summary>
    NotEnough,

    /// <summary>It held enough then, but what was used since leaves less (R16).</summary>
    NotHeldSince,

    /// <summary>It has no end that could be later (R23).</summary>
    NeverExpires,

    /// <summary>It lasts as long as asked for, or longer (R23).</summary>
    EndsNoEarlier,

    /// <summary>It belongs to that member already (R23).</summary>
    SameOwner,

    /// <summary>The part asked for is not a whole step of it (R20).</summary>
    NotAWholeStep,

    /// <summary>The member has used of it, in this period, what the group allows (R13).</summary>
    CapReached,
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

    /// <summary>What it is about is not there.</summary>
    NotFound,

    /// <summary>What one decided on has changed meanwhile.</summary>
    Stale,
}

/// <summary>The part of a request that a refusal is about.</summary>
public enum RefusedField
{
    /// <summary>The request as a whole.</summary>
    Whole,

    /// <summary>The amount.</summary>
    Amount,

    /// <summary>The date.</summary>
    UsedAt,

    /// <summary>The reason or description.</summary>
    Text,

    /// <summary>The start.</summary>
    StartsAt,

    /// <summary>The end.</summary>
    ExpiresAt,

    /// <summary>The member.</summary>
    Member,

    /// <summary>The benefit or kind.</summary>
    Benefit,

    /// <summary>The credit.</summary>
    Credit,

    /// <summary>The service.</summary>
    Service,

    /// <summary>The priority.</summary>
    Priority,
}

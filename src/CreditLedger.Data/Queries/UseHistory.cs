using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Data.Queries;

/// <summary>Which rows of a history: one total of "granted − used ± adjusted = balance" opens its own rows (R38).</summary>
public enum HistoryPart
{
    /// <summary>All.</summary>
    All,

    /// <summary>Usages, and what undid them.</summary>
    Used,

    /// <summary>Everything that is neither grant nor usage.</summary>
    Adjusted,

    /// <summary>Grants.</summary>
    Granted,
}

/// <summary>Whose history: a member's of one kind, or one credit's.</summary>
/// <param name="OwnerId">The member; with <paramref name="Kind"/>.</param>
/// <param name="Kind">The kind; Pass is left out of use histories (R34).</param>
/// <param name="CreditId">The credit; alone.</param>
public readonly record struct HistoryScope(long OwnerId, BenefitKind Kind, long? CreditId)
{
    /// <summary>Whether only uses of shared credits are shown: a group's history (R34).</summary>
    public bool SharedUsesOnly { get; init; }

    /// <summary>The records that were merged into the member's: theirs is shown with it (R50).</summary>
    internal IReadOnlyList<long> Merged { get; init; } = [];

    /// <summary>Whether a credit's owner is the member, or was merged into the member's record.</summary>
    internal bool IsOwn(long ownerId) => ownerId == OwnerId || Merged.Contains(ownerId);

    /// <summary>Whether it is a member's: uses of others' credits belong to it.</summary>
    internal bool IsOfMember => CreditId is null && !SharedUsesOnly;

    /// <summary>A member's history of one kind: the own credits by anyone, and the member's use of what others share (R34).</summary>
    public static HistoryScope OfOwner(long ownerId, BenefitKind kind) => new(ownerId, kind, null);

    /// <summary>A group's history of one kind: all uses of its owner's shared credits, by whomever.</summary>
    public static HistoryScope OfGroup(long ownerId, BenefitKind kind) => new(ownerId, kind, null) { SharedUsesOnly = true };

    /// <summary>The same with the records that were merged into the member's.</summary>
    internal async Task<HistoryScope> WithMergedAsync(LedgerDbContext db, CancellationToken cancellationToken) =>
        CreditId is not null ? this : this with { Merged = await db.MergedIntoAsync(OwnerId, cancellationToken) };

    /// <summary>One credit's history.</summary>
    public static HistoryScope OfCredit(long creditId) => new(0, default, creditId);
}

/// <summary>Which rows of it.</summary>
public sealed record HistoryFilter
{
    /// <summary>First instant, by the clock of the world.</summary>
    public DateTime? From { get; init; }

    /// <summary>First instant after.</summary>
    public DateTime? Until { get; init; }

    /// <summary>One credit, the member's own or one that was shared.</summary>
    public long? CreditId { get; init; }

    /// <summary>Part of the name or e-mail of who used it, or of the e-mail of who recorded it.</summary>
    public string? Who { get; init; }

    /// <summary>Part of the description, of the service or of the benefit.</summary>
    public string? Text { get; init; }

    /// <summary>Part of what the recorder is called: a user's e-mail, a job's name (R34).</summary>
    public string? RecordedBy { get; init; }

    /// <summary>One total.</summary>
    public HistoryPart Part { get; init; }

    /// <summary>Whether any row is left out.</summary>
    public bool IsFiltered => From is not null || Until is not null || CreditId is not null || Who is not null || Text is not null
        || RecordedBy is not null || Part != HistoryPart.All;
}

/// <summary>One row of a use history, with its credit, its running balance and who shared it.</summary>
public sealed record UseHistoryRow : HistoryRow
{
    /// <summary>Completes a row.</summary>
    public UseHistoryRow(HistoryRow row)
        : base(row)
    {
    }

    /// <summary>The credit, with its name, status and source.</summary>
    public required CreditSummary Credit { get; init; }

    /// <summary>E-mail of the member who used it, or of the admin who adjusted it.</summary>
    public string UsedBy => MemberName is null ? RecordedBy : MemberEmail ?? MemberName;

    /// <summary>What recorded it is called.</summary>
    public string RecordedBy => ActorNames.Of(Posting.ActorKind, Posting.ActorId, UserEmail);

    /// <summary>
    /// In a member's history what is left of the kind after it, in order of use; else of the credit. None for someone else's credit in a
    /// member's history, where it says nothing.
    /// </summary>
    public required long? BalanceAfter { get; init; }

    /// <summary>In a member's history, the name of whose credit it was when it was not the member's own (R34).</summary>
    public string? SharedBy { get; init; }

    /// <summary>What it counts.</summary>
    public Unit Unit => Credit.Unit;
}

/// <summary>A page of a use history, newest first.</summary>
/// <param name="Page">The rows.</param>
/// <param name="Total">How many match.</param>
/// <param name="HasAny">Whether the history has any row at all: tells "none yet" from "none match".</param>
public sealed record UseHistoryPage(KeysetPage<UseHistoryRow> Page, BoundedCount Total, bool HasAny)
{
    /// <summary>The rows with what expired between them.</summary>
    public IReadOnlyList<HistoryLine> Lines { get; init; } = [];

    /// <summary>What all rows that match come to, by unit; empty where they are too many to sum.</summary>
    public IReadOnlyList<HistoryTotal> Totals { get; init; } = [];
}

using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Approvals;

/// <summary>
/// A form that someone filled in who may not do what it asks for: it waits for an admin, who sees the same form and confirms or declines
/// it.
/// </summary>
public record ApprovalRow : ILedgerRow<ApprovalRow>
{
    /// <summary>For how many days it can be decided.</summary>
    public const int Days = 14;

    /// <summary>Longest path, in characters.</summary>
    public const int MaxPathLength = 300;

    /// <summary>Longest form, in characters.</summary>
    public const int MaxFieldsLength = 100_000;

    /// <summary>The columns.</summary>
    public static LedgerTable<ApprovalRow> Table { get; } = new(
        "ApprovalRequests",
        Column.Of((ApprovalRow row) => row.Id, key: true),
        Column.Of((ApprovalRow row) => row.Path, length: MaxPathLength, isFixed: true),
        Column.Of((ApprovalRow row) => row.Fields, isFixed: true),
        Column.Of((ApprovalRow row) => row.Summary, length: TextDigests.MaxTextLength, isFixed: true),
        Column.Of((ApprovalRow row) => row.AskedById, isFixed: true),
        Column.Of((ApprovalRow row) => row.AskedAt, isFixed: true),
        Column.Of((ApprovalRow row) => row.ExpiresAt, isFixed: true),
        Column.Of((ApprovalRow row) => row.State),
        Column.Of((ApprovalRow row) => row.DecidedById),
        Column.Of((ApprovalRow row) => row.DecidedAt),
        Column.Of((ApprovalRow row) => row.Reason, length: TextDigests.MaxTextLength),
        Column.Of((ApprovalRow row) => row.PostingId));

    /// <summary>Database key.</summary>
    public long Id { get; init; }

    /// <summary>The path of the form.</summary>
    public string Path { get; init; } = "";

    /// <summary>Its fields as they were typed, as JSON.</summary>
    public string Fields { get; init; } = "";

    /// <summary>What it would have done when it was asked for, in a sentence.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The user who asked.</summary>
    public long AskedById { get; init; }

    /// <summary>When.</summary>
    public DateTime AskedAt { get; init; }

    /// <summary>First instant at which it can no longer be decided.</summary>
    public DateTime ExpiresAt { get; init; }

    /// <summary>What became of it.</summary>
    public ApprovalState State { get; init; }

    /// <summary>The user who decided.</summary>
    public long? DecidedById { get; init; }

    /// <summary>When.</summary>
    public DateTime? DecidedAt { get; init; }

    /// <summary>Why it was declined.</summary>
    public string? Reason { get; init; }

    /// <summary>The posting that approving it recorded; none where it recorded none.</summary>
    public long? PostingId { get; init; }

    /// <summary>Whether it waits for a decision.</summary>
    public bool IsOpenAt(DateTime now) => State == ApprovalState.Open && now < ExpiresAt;
}

/// <summary>What became of a request. Stored: never renumber.</summary>
public enum ApprovalState
{
    /// <summary>It waits, until it expires.</summary>
    Open = 1,

    /// <summary>Approved by an admin.</summary>
    Approved = 2,

    /// <summary>Declined by an admin.</summary>
    Declined = 3,
}

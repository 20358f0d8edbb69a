using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Members;

/// <summary>
/// A person or a business known to the space. The only table, with its tags and search terms, that holds personal data (R8).
/// </summary>
public record MemberRow : VersionedRow, IVersionedRow<MemberRow>
{
    /// <summary>Longest e-mail, in characters.</summary>
    public const int MaxEmailLength = 254;

    /// <summary>The columns.</summary>
    public static LedgerTable<MemberRow> Table { get; } = new(
        "Members",
        Column.Of((MemberRow row) => row.Id, key: true),
        Column.Of((MemberRow row) => row.Reference, length: 100, exact: true),
        Column.Of((MemberRow row) => row.ReferenceKey, length: 100, exact: true),
        Column.Of((MemberRow row) => row.Name, length: MaxNameLength),
        Column.Of((MemberRow row) => row.SortName, length: MaxNameLength, exact: true),
        Column.Of((MemberRow row) => row.Email, length: MaxEmailLength),
        Column.Of((MemberRow row) => row.Kind),
        Column.Of((MemberRow row) => row.Status),
        Column.Of((MemberRow row) => row.JoinedOn),
        Column.Of((MemberRow row) => row.MergedIntoId),
        Column.Of((MemberRow row) => row.ArchivedAt),
        Column.Of((MemberRow row) => row.Version));

    /// <inheritdoc />
    public static string Noun => "member";

    /// <summary>Unique text by which imports and the API name the member, 1 to 100 characters.</summary>
    public string Reference { get; init; } = "";

    /// <summary>
    /// <see cref="Reference"/> in upper case, so that references are unique ignoring case. Null in the database only for a member of an
    /// earlier version whose reference differs from another one only in case.
    /// </summary>
    public string? ReferenceKey
    {
        get => KeyOf(Reference);
        init { }
    }

    /// <summary>The name folded for sorting (<see cref="SearchText.Fold"/>): the same order on every engine.</summary>
    public string SortName { get; init; } = "";

    /// <summary>E-mail, up to 254 characters; not unique: families share one.</summary>
    public string? Email { get; init; }

    /// <summary>Person or business.</summary>
    public MemberKind Kind { get; init; } = MemberKind.Person;

    /// <summary>The present status; its history is in <see cref="MemberStatusRow"/>.</summary>
    public MemberStatus Status { get; init; } = MemberStatus.Active;

    /// <summary>The local day the member joined.</summary>
    public DateOnly? JoinedOn { get; init; }

    /// <summary>
    /// The record of the same person that this one was merged into: it is a pointer, to which nothing is given any more (R50). Never itself
    /// a pointer.
    /// </summary>
    public long? MergedIntoId { get; init; }

    /// <summary>The key of a reference, which ignores case.</summary>
    public static string KeyOf(string reference) => reference.ToUpperInvariant();

    /// <summary>The name with the reference, which tells members of the same name apart.</summary>
    public string FullName => $"{Name} ({Reference})";
}

/// <summary>One tag (segment) of one member.</summary>
public record MemberTagRow : ILedgerRow<MemberTagRow>
{
    /// <summary>Longest tag, in characters.</summary>
    public const int MaxLength = 50;

    /// <summary>The columns.</summary>
    public static LedgerTable<MemberTagRow> Table { get; } = new(
        "MemberTags",
        Column.Of((MemberTagRow row) => row.MemberId, key: true),
        Column.Of((MemberTagRow row) => row.Tag, key: true, length: MaxLength, exact: true));

    /// <summary>The member.</summary>
    public long MemberId { get; init; }

    /// <summary>The tag, 1 to 50 characters.</summary>
    public string Tag { get; init; } = "";
}

/// <summary>A search term of a member: a folded word or the end of one; rewritten whenever the member changes.</summary>
public record MemberSearchTermRow : ILedgerRow<MemberSearchTermRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<MemberSearchTermRow> Table { get; } = new(
        "MemberSearchTerms",
        Column.Of((MemberSearchTermRow row) => row.MemberId, key: true),
        Column.Of((MemberSearchTermRow row) => row.Term, key: true, length: 100, exact: true));

    /// <summary>The member.</summary>
    public long MemberId { get; init; }

    /// <summary>A word folded by <see cref="SearchText.Fold"/>, 1 to 100 characters.</summary>
    public string Term { get; init; } = "";
}

/// <summary>A member's status from a moment on (R54). Never updated or deleted.</summary>
public record MemberStatusRow : ILedgerRow<MemberStatusRow>
{
    /// <summary>The start of a member's first status, so that it also covers periods and uses from before the member was added.</summary>
    public static readonly DateTime FromTheBeginning = new(1753, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The columns.</summary>
    public static LedgerTable<MemberStatusRow> Table { get; } = new(
        "MemberStatuses",
        Column.Of((MemberStatusRow row) => row.MemberId, key: true),
        Column.Of((MemberStatusRow row) => row.Version, key: true),
        Column.Of((MemberStatusRow row) => row.Status),
        Column.Of((MemberStatusRow row) => row.FromAt),
        Column.Of((MemberStatusRow row) => row.RecordedAt),
        Column.Of((MemberStatusRow row) => row.ActorKind),
        Column.Of((MemberStatusRow row) => row.ActorId));

    /// <summary>The member.</summary>
    public long MemberId { get; init; }

    /// <summary>The version of the member that set it; 0 for the status from before the history was kept.</summary>
    public int Version { get; init; }

    /// <summary>Active, suspended or left.</summary>
    public MemberStatus Status { get; init; }

    /// <summary>Since when.</summary>
    public DateTime FromAt { get; init; }

    /// <summary>When it was recorded.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>Who set it; null for the status from before the history was kept.</summary>
    public ActorKind? ActorKind { get; init; }

    /// <summary>The key of that actor.</summary>
    public long? ActorId { get; init; }
}

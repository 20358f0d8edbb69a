using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Supply;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Sharing;

/// <summary>Members who may use the shared credits of one of them, the owner (R13). Archived, never deleted.</summary>
public record GroupRow : VersionedRow, IVersionedRow<GroupRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<GroupRow> Table { get; } = new(
        "Groups",
        Column.Of((GroupRow row) => row.Id, key: true),
        Column.Of((GroupRow row) => row.Name, length: MaxNameLength),
        Column.Of((GroupRow row) => row.SortName, length: MaxNameLength, exact: true),
        Column.Of((GroupRow row) => row.Kind),
        Column.Of((GroupRow row) => row.OwnerId),
        Column.Of((GroupRow row) => row.SharedFirst),
        Column.Of((GroupRow row) => row.ArchivedAt),
        Column.Of((GroupRow row) => row.Version));

    /// <inheritdoc />
    public static string Noun => "group";

    /// <summary>The name folded: the order of lists, and what makes two names the same.</summary>
    public string SortName { get; init; } = "";

    /// <summary>Team, business or family.</summary>
    public GroupKind Kind { get; init; }

    /// <summary>Whose shared credits are used: the paying member, the business record, the profile.</summary>
    public long OwnerId { get; init; }

    /// <summary>Whether its members use shared credits before their own (R14 has own first).</summary>
    public bool SharedFirst { get; init; }
}

/// <summary>One kind that a group shares, from when until when; a credit's benefit must be shared as well (R13).</summary>
public record GroupShareRow : ILedgerRow<GroupShareRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<GroupShareRow> Table { get; } = new(
        "GroupShares",
        Column.Of((GroupShareRow row) => row.GroupId, key: true),
        Column.Of((GroupShareRow row) => row.Kind, key: true),
        Column.Of((GroupShareRow row) => row.StartsAt, key: true),
        Column.Of((GroupShareRow row) => row.EndsAt));

    /// <summary>The group.</summary>
    public long GroupId { get; init; }

    /// <summary>The kind.</summary>
    public BenefitKind Kind { get; init; }

    /// <summary>First instant; <see cref="Instants.Earliest"/> where it has always been shared.</summary>
    public DateTime StartsAt { get; init; } = Instants.Earliest;

    /// <summary>First instant no longer shared; none while no end is known.</summary>
    public DateTime? EndsAt { get; init; }
}

/// <summary>
/// One member in one group for as long as the same holds: the right, the benefits it names and the caps. Who is given other ones gets
/// another row from then on. The owner is not among the members.
/// </summary>
public record GroupMemberRow : ILedgerRow<GroupMemberRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<GroupMemberRow> Table { get; } = new(
        "GroupMembers",
        Column.Of((GroupMemberRow row) => row.GroupId, key: true),
        Column.Of((GroupMemberRow row) => row.MemberId, key: true),
        Column.Of((GroupMemberRow row) => row.StartsAt, key: true),
        Column.Of((GroupMemberRow row) => row.EndsAt),
        Column.Of((GroupMemberRow row) => row.MayUse),
        Column.Of((GroupMemberRow row) => row.NamedOnly));

    /// <summary>The group.</summary>
    public long GroupId { get; init; }

    /// <summary>The member.</summary>
    public long MemberId { get; init; }

    /// <summary>First instant; <see cref="Instants.Earliest"/> where the first day is not known.</summary>
    public DateTime StartsAt { get; init; } = Instants.Earliest;

    /// <summary>First instant at which it no longer holds; none while no end is known.</summary>
    public DateTime? EndsAt { get; init; }

    /// <summary>Whether the member has the right to use what is shared.</summary>
    public bool MayUse { get; init; } = true;

    /// <summary>Whether the right is to the benefits of <see cref="GroupBenefitRow"/> alone, and not to all that is shared.</summary>
    public bool NamedOnly { get; init; }
}

/// <summary>A benefit that the right of a member of a group names (R13).</summary>
public record GroupBenefitRow : ILedgerRow<GroupBenefitRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<GroupBenefitRow> Table { get; } = new(
        "GroupBenefits",
        Column.Of((GroupBenefitRow row) => row.GroupId, key: true),
        Column.Of((GroupBenefitRow row) => row.MemberId, key: true),
        Column.Of((GroupBenefitRow row) => row.StartsAt, key: true),
        Column.Of((GroupBenefitRow row) => row.BenefitId, key: true));

    /// <summary>The group.</summary>
    public long GroupId { get; init; }

    /// <summary>The member.</summary>
    public long MemberId { get; init; }

    /// <summary>Which of the member's rows it belongs to.</summary>
    public DateTime StartsAt { get; init; } = Instants.Earliest;

    /// <summary>The benefit.</summary>
    public long BenefitId { get; init; }
}

/// <summary>How much one member may use of one kind that a group shares, in one calendar period of the site's zone (R13).</summary>
public record GroupCapRow : ILedgerRow<GroupCapRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<GroupCapRow> Table { get; } = new(
        "GroupCaps",
        Column.Of((GroupCapRow row) => row.GroupId, key: true),
        Column.Of((GroupCapRow row) => row.MemberId, key: true),
        Column.Of((GroupCapRow row) => row.StartsAt, key: true),
        Column.Of((GroupCapRow row) => row.Kind, key: true),
        Column.Of((GroupCapRow row) => row.Amount),
        Column.Of((GroupCapRow row) => row.Period));

    /// <summary>The group.</summary>
    public long GroupId { get; init; }

    /// <summary>The member.</summary>
    public long MemberId { get; init; }

    /// <summary>Which of the member's rows it belongs to.</summary>
    public DateTime StartsAt { get; init; } = Instants.Earliest;

    /// <summary>The kind.</summary>
    public BenefitKind Kind { get; init; }

    /// <summary>Most in the smallest unit (R1), of each currency for itself; 0: none of this kind.</summary>
    public long Amount { get; init; }

    /// <summary>The calendar period: local day, week from Monday, month, quarter or year.</summary>
    public Period Period { get; init; }
}

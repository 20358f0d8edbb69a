using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Members;

/// <summary>One record of a person that was merged into another one (R50). Kept when the merge is undone.</summary>
public record MemberMergeRow : ILedgerRow<MemberMergeRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<MemberMergeRow> Table { get; } = new(
        "MemberMerges",
        Column.Of((MemberMergeRow row) => row.Id, key: true),
        Column.Of((MemberMergeRow row) => row.FromId, isFixed: true),
        Column.Of((MemberMergeRow row) => row.IntoId, isFixed: true),
        Column.Of((MemberMergeRow row) => row.PostingId, isFixed: true),
        Column.Of((MemberMergeRow row) => row.RecordedAt, isFixed: true),
        Column.Of((MemberMergeRow row) => row.UndoneAt));

    /// <summary>Database key, given by the ledger.</summary>
    public long Id { get; init; }

    /// <summary>The record that became a pointer.</summary>
    public long FromId { get; init; }

    /// <summary>The survivor.</summary>
    public long IntoId { get; init; }

    /// <summary>The posting that moved credits; none where there was nothing to move.</summary>
    public long? PostingId { get; init; }

    /// <summary>When it was recorded.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>When it was undone; none while it holds.</summary>
    public DateTime? UndoneAt { get; init; }

    /// <summary>The merges of a record.</summary>
    public static RowQuery Of(long fromId) => RowQuery.Of<MemberMergeRow>(nameof(FromId), fromId);
}

/// <summary>Something that a merge moved or ended, so that undoing it finds it again (R50).</summary>
public record MergedRow : ILedgerRow<MergedRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<MergedRow> Table { get; } = new(
        "MergedRows",
        Column.Of((MergedRow row) => row.MergeId, key: true),
        Column.Of((MergedRow row) => row.Kind, key: true),
        Column.Of((MergedRow row) => row.RowId, key: true),
        Column.Of((MergedRow row) => row.EndsAt, isFixed: true));

    /// <summary>The merge.</summary>
    public long MergeId { get; init; }

    /// <summary>What it is.</summary>
    public MergedKind Kind { get; init; }

    /// <summary>Its key: of a place that of the group, of a credit that of the one that was moved from.</summary>
    public long RowId { get; init; }

    /// <summary>Until when a place that was ended would have lasted; none where no end was known.</summary>
    public DateTime? EndsAt { get; init; }

    /// <summary>What a merge moved or ended.</summary>
    public static RowQuery Of(long mergeId) => RowQuery.Of<MergedRow>(nameof(MergeId), mergeId);
}

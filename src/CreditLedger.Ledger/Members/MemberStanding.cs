using CreditLedger.Ledger.Commands;

namespace CreditLedger.Ledger.Members;

/// <summary>A member's status at any moment (R54).</summary>
/// <param name="present">The present status; used where there is no history.</param>
/// <param name="statuses">The history, in any order.</param>
public sealed class MemberStanding(MemberStatus present, IEnumerable<MemberStatusRow> statuses)
{
    /// <summary>The history of a member who was always active.</summary>
    public static readonly MemberStanding AlwaysActive = new(MemberStatus.Active, []);

    private readonly MemberStatusRow[] _statuses = [.. statuses.OrderBy(row => row.FromAt).ThenBy(row => row.Version)];

    /// <summary>The rows that a command needs to know a member's status.</summary>
    public static IEnumerable<RowQuery> Needs(long memberId) =>
    [
        RowQuery.Of<MemberRow>(nameof(MemberRow.Id), memberId),
        RowQuery.Of<MemberStatusRow>(nameof(MemberStatusRow.MemberId), memberId),
    ];

    /// <summary>A member's status history from the rows that a command was shown; a member not shown counts as active.</summary>
    public static MemberStanding Of(LedgerState state, long memberId) =>
        state.Related.Knows(RowQuery.Of<MemberRow>(nameof(MemberRow.Id), memberId))
        && state.Related.Row<MemberRow>(nameof(MemberRow.Id), memberId) is { } member
            ? new MemberStanding(member.Status, state.Related.Rows<MemberStatusRow>(nameof(MemberStatusRow.MemberId), memberId))
            : AlwaysActive;

    /// <summary>The status at a moment.</summary>
    public MemberStatus StatusAt(DateTime moment) => RowAt(moment)?.Status ?? present;

    /// <summary>Whether the member was active at a moment.</summary>
    public bool IsActiveAt(DateTime moment) => StatusAt(moment) == MemberStatus.Active;

    /// <summary>When the status at a moment began; null if that is not known.</summary>
    public DateTime? SinceAt(DateTime moment) =>
        RowAt(moment) is { } row && row.FromAt > MemberStatusRow.FromTheBeginning ? row.FromAt : null;

    // The first row holds before its moment as well.
    private MemberStatusRow? RowAt(DateTime moment) =>
        Array.FindLast(_statuses, row => row.FromAt <= moment) ?? (_statuses is [var first, ..] ? first : null);
}

using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Supply;

/// <summary>A pause of a membership (R46). Its last day may change and it may be taken back; the row is never deleted.</summary>
public record MembershipPauseRow : ILedgerRow<MembershipPauseRow>
{
    /// <summary>The columns.</summary>
    public static LedgerTable<MembershipPauseRow> Table { get; } = new(
        "MembershipPauses",
        Column.Of((MembershipPauseRow row) => row.MembershipId, key: true),
        Column.Of((MembershipPauseRow row) => row.Number, key: true),
        Column.Of((MembershipPauseRow row) => row.FromDay, isFixed: true),
        Column.Of((MembershipPauseRow row) => row.UntilDay),
        Column.Of((MembershipPauseRow row) => row.IssuesLate, isFixed: true),
        Column.Of((MembershipPauseRow row) => row.Extends, isFixed: true),
        Column.Of((MembershipPauseRow row) => row.MovesEnd, isFixed: true),
        Column.Of((MembershipPauseRow row) => row.Reason, length: 500, isFixed: true),
        Column.Of((MembershipPauseRow row) => row.RecordedAt, isFixed: true),
        Column.Of((MembershipPauseRow row) => row.ExtendAt),
        Column.Of((MembershipPauseRow row) => row.TakenBackAt));

    /// <summary>The membership.</summary>
    public long MembershipId { get; init; }

    /// <summary>Which of its pauses, from 1.</summary>
    public int Number { get; init; }

    /// <summary>The first local day that is paused.</summary>
    public DateOnly FromDay { get; init; }

    /// <summary>The last one; none while the pause is open.</summary>
    public DateOnly? UntilDay { get; init; }

    /// <summary>Whether a period that would begin in the pause is issued on the first day after it.</summary>
    public bool IssuesLate { get; init; }

    /// <summary>Whether what remains is extended by the paused days when the pause ends.</summary>
    public bool Extends { get; init; }

    /// <summary>Whether the agreed last day of the membership moves by the paused days.</summary>
    public bool MovesEnd { get; init; }

    /// <summary>Why, 1 to 500 characters.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it was recorded.</summary>
    public DateTime RecordedAt { get; init; }

    /// <summary>When what remains is to be extended; none where nothing is, while the end is open, and once it was done.</summary>
    public DateTime? ExtendAt { get; init; }

    /// <summary>When it was taken back before it began; none where it was not.</summary>
    public DateTime? TakenBackAt { get; init; }

    /// <summary>The days by which it moves the agreed last day; 0 while its end is open.</summary>
    public int MovedDays => MovesEnd && TakenBackAt is null && UntilDay is { } last ? last.DayNumber - FromDay.DayNumber + 1 : 0;

    /// <summary>Whether a day is paused.</summary>
    public bool Covers(DateOnly day) => TakenBackAt is null && FromDay <= day && !(UntilDay < day);
}

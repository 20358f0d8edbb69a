using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Supply;

/// <summary>The pauses of one membership, which never overlap (R46).</summary>
public sealed class MembershipPauses
{
    /// <summary>Of a membership that was never paused.</summary>
    public static readonly MembershipPauses None = new([]);

    private readonly MembershipPauseRow[] _rows;

    /// <summary>Those of some rows that were not taken back, in any order.</summary>
    public MembershipPauses(IEnumerable<MembershipPauseRow> rows) =>
        _rows = [.. rows.Where(row => row.TakenBackAt is null).OrderBy(row => row.FromDay)];

    /// <summary>The pauses, the earliest first.</summary>
    public IReadOnlyList<MembershipPauseRow> Rows => _rows;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _rows.Length == 0;

    /// <summary>The rows of a membership's pauses.</summary>
    public static RowQuery Query(long membershipId) =>
        RowQuery.Of<MembershipPauseRow>(nameof(MembershipPauseRow.MembershipId), membershipId);

    /// <summary>What a command must be shown of a membership's pauses: nothing where it has none.</summary>
    public static IEnumerable<RowQuery> Needs(MembershipRow membership) =>
        membership.PauseCount == 0 ? [] : [Query(membership.Id)];

    /// <summary>The pauses of a membership that a command was shown.</summary>
    public static MembershipPauses Of(LedgerState state, MembershipRow membership) => membership.PauseCount == 0
        ? None : new MembershipPauses(state.Related.Rows<MembershipPauseRow>(Query(membership.Id)));

    /// <summary>The pause that a day is in; none where it is not paused.</summary>
    public MembershipPauseRow? On(DateOnly day) => Array.Find(_rows, row => row.Covers(day));

    /// <summary>The first of some days that is not paused; none where the pause is open.</summary>
    public DateOnly? FirstDayFrom(DateOnly day)
    {
        var free = day;
        foreach (var row in _rows)
        {
            if (!row.Covers(free)) continue;
            if (row.UntilDay is not { } last) return null;
            free = last.AddDays(1);
        }

        return free;
    }

    /// <summary>Whether a period that began on a day may have been given on another, after a pause.</summary>
    public bool MayDelay(DateOnly firstDay, DateOnly givenOn)
    {
        var day = firstDay;
        while (day < givenOn && On(day)?.UntilDay is { } last) day = last.AddDays(1);
        return day == givenOn;
    }

    /// <summary>The pause that days would overlap with; none where they are free.</summary>
    public MembershipPauseRow? Overlapping(DateOnly from, DateOnly? until, int except = 0) =>
        Array.Find(_rows, row => row.Number != except && !(row.UntilDay < from) && !(row.FromDay > until));

    /// <summary>The paused days within the life of a credit.</summary>
    public static int DaysWithin(MembershipPauseRow pause, DateTime startsAt, DateTime endsAt, SiteZone zone)
    {
        var (first, last) = (zone.DayOf(startsAt), zone.LastUsable(endsAt).Day);
        if (pause.FromDay > first) first = pause.FromDay;
        if (pause.UntilDay < last) last = pause.UntilDay.Value;
        return Math.Max(0, last.DayNumber - first.DayNumber + 1);
    }

    /// <summary>The pauses that go on in the membership of another plan that takes its place on a day (R28).</summary>
    public IEnumerable<MembershipPauseRow> GoingOn(DateOnly startsOn, DateTime now, SiteZone zone) => _rows
        .Where(row => !(row.UntilDay < startsOn))
        .Select((row, index) => row with
        {
            Number = index + 1,
            FromDay = row.FromDay < startsOn ? startsOn : row.FromDay,
            RecordedAt = now,
            ExtendAt = row.Extends && row.UntilDay is { } last ? zone.EndOf(last) : null,
        });

    /// <summary>
    /// The days by which the agreed last day moves when the membership is ended for another plan in its place: those of an open pause
    /// until then, because the pause that goes on counts only its own.
    /// </summary>
    public int OpenDaysBefore(DateOnly startsOn) => _rows
        .Where(row => row is { MovesEnd: true, UntilDay: null } && row.FromDay < startsOn)
        .Sum(row => startsOn.DayNumber - row.FromDay.DayNumber);
}

using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Sharing;

/// <summary>Places in groups when two records of a person are merged, and when that is undone (R50).</summary>
internal static class GroupPlaces
{
    /// <summary>A group with its members, taken for change.</summary>
    public static IEnumerable<RowQuery> Needs(long groupId) =>
    [
        RowQuery.Of<GroupRow>(nameof(GroupRow.Id), groupId, forUpdate: true),
        RowQuery.Of<GroupMemberRow>(nameof(GroupMemberRow.GroupId), groupId),
        RowQuery.Of<GroupBenefitRow>(nameof(GroupBenefitRow.GroupId), groupId),
        RowQuery.Of<GroupCapRow>(nameof(GroupCapRow.GroupId), groupId),
    ];

    /// <summary>
    /// Gives the place of one record to the other, with all that was agreed for later. The days before are the other's as well, where it
    /// was never in the group: what is recorded late finds the same rights.
    /// </summary>
    public static IEnumerable<RelatedChange> Move(LedgerState state, long groupId, long fromId, long intoId, DateTime now)
    {
        var (given, known) = (MemberStretch.Of(state, groupId, fromId), MemberStretch.Of(state, groupId, intoId));
        var wanted = known.Count == 0 ? given
            : [.. MemberStretch.Until(known, now), .. given.Where(one => !one.Holds.IsOver(now)).Select(one => From(one, now))];
        return
        [
            .. MemberStretch.Changes(groupId, intoId, known, wanted),
            .. MemberStretch.Changes(groupId, fromId, given, MemberStretch.Until(given, now)),
        ];
    }

    /// <summary>Ends a place at once.</summary>
    public static IEnumerable<RelatedChange> End(LedgerState state, long groupId, long memberId, DateTime now)
    {
        var known = MemberStretch.Of(state, groupId, memberId);
        return MemberStretch.Changes(groupId, memberId, known, MemberStretch.Until(known, now));
    }

    /// <summary>Until when the place lasts, as far as it is known.</summary>
    public static DateTime? EndOf(LedgerState state, long groupId, long memberId) =>
        MemberStretch.Of(state, groupId, memberId)[^1].Holds.Until;

    /// <summary>Gives a place back that was ended, with what was agreed last, unless it is over by now or there is one again.</summary>
    public static IEnumerable<RelatedChange> PutBack(LedgerState state, long groupId, long memberId, DateTime? until, DateTime now)
    {
        var known = MemberStretch.Of(state, groupId, memberId);
        if (until <= now || known.Count == 0 || !known[^1].Holds.IsOver(now)) return [];
        return MemberStretch.Changes(
            groupId, memberId, known, MemberStretch.With(known, new MemberStretch(new Validity(now, until), known[^1].Terms)));
    }

    private static MemberStretch From(MemberStretch stretch, DateTime now) =>
        stretch.Holds.From >= now ? stretch : stretch with { Holds = stretch.Holds with { From = now } };
}

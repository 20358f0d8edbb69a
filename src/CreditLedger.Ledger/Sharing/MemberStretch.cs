using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Sharing;

/// <summary>What a member of a group may use for as long as the same holds: the rows of it, and what an edit makes of them.</summary>
/// <param name="Holds">When.</param>
/// <param name="Terms">What.</param>
internal sealed record MemberStretch(Validity Holds, MemberTerms Terms)
{
    /// <summary>Those of one member, in order.</summary>
    public static List<MemberStretch> Of(LedgerState state, long groupId, long memberId)
    {
        var caps = Rows<GroupCapRow>(state, groupId).Where(row => row.MemberId == memberId).ToLookup(row => row.StartsAt);
        var benefits = Rows<GroupBenefitRow>(state, groupId).Where(row => row.MemberId == memberId).ToLookup(row => row.StartsAt);
        return
        [
            .. Rows<GroupMemberRow>(state, groupId).Where(row => row.MemberId == memberId).OrderBy(row => row.StartsAt)
                .Select(row => new MemberStretch(new Validity(row.StartsAt, row.EndsAt), new MemberTerms
                {
                    MayUse = row.MayUse,
                    Benefits = row.NamedOnly ? [.. benefits[row.StartsAt].Select(named => named.BenefitId)] : null,
                    Caps = caps[row.StartsAt].ToDictionary(cap => cap.Kind, cap => new Cap(cap.Amount, cap.Period)),
                })),
        ];
    }

    /// <summary>What is left of them when nothing holds from a moment on.</summary>
    public static List<MemberStretch> Until(IEnumerable<MemberStretch> known, DateTime end) =>
        [.. known.Where(one => one.Holds.From < end).Select(one => one with { Holds = one.Holds.Before(end)!.Value })];

    /// <summary>What they become when something else holds from a moment on. What lies before it stays as it was.</summary>
    public static List<MemberStretch> With(IEnumerable<MemberStretch> known, MemberStretch added)
    {
        var wanted = Until(known, added.Holds.From);
        if (wanted is [.., var last] && last.Holds.Until == added.Holds.From && last.Terms.IsSameAs(added.Terms))
            wanted[^1] = last with { Holds = last.Holds with { Until = added.Holds.Until } };
        else wanted.Add(added);
        return wanted;
    }

    /// <summary>The changes of rows that make those that are known into those that are wanted.</summary>
    public static IReadOnlyList<RelatedChange> Changes(
        long groupId, long memberId, IReadOnlyList<MemberStretch> known, IReadOnlyList<MemberStretch> wanted)
    {
        var (before, after) = (known.ToDictionary(one => one.Holds.From), wanted.ToDictionary(one => one.Holds.From));
        var gone = known.Where(one => !after.ContainsKey(one.Holds.From)).ToList();
        var begun = wanted.Where(one => !before.ContainsKey(one.Holds.From)).ToList();
        var kept = known.Where(one => after.ContainsKey(one.Holds.From)).Select(one => (Old: one, New: after[one.Holds.From])).ToList();

        // What belongs to a row goes before it and comes after it.
        return
        [
            .. gone.SelectMany(one => one.Parts(groupId, memberId)).Select(part => part.Delete),
            .. gone.Select(one => RelatedChange.Delete(one.Row(groupId, memberId))),
            .. kept.Where(pair => pair.Old.Row(groupId, memberId) != pair.New.Row(groupId, memberId))
                .Select(pair => RelatedChange.Update(pair.New.Row(groupId, memberId))),
            .. kept.SelectMany(pair => PartChanges(pair.Old.Parts(groupId, memberId), pair.New.Parts(groupId, memberId))),
            .. begun.Select(one => RelatedChange.Insert(one.Row(groupId, memberId))),
            .. begun.SelectMany(one => one.Parts(groupId, memberId)).Select(part => part.Insert),
        ];
    }

    private static IReadOnlyList<TRow> Rows<TRow>(LedgerState state, long groupId)
        where TRow : class, ILedgerRow<TRow> => state.Related.Rows<TRow>(nameof(GroupMemberRow.GroupId), groupId);

    private static IEnumerable<RelatedChange> PartChanges(IReadOnlyList<Part> old, IReadOnlyList<Part> wanted)
    {
        var same = old.Select(part => part.Row).Intersect(wanted.Select(part => part.Row)).ToHashSet();
        return
        [
            .. old.Where(part => !same.Contains(part.Row)).Select(part => part.Delete),
            .. wanted.Where(part => !same.Contains(part.Row)).Select(part => part.Insert),
        ];
    }

    private GroupMemberRow Row(long groupId, long memberId) => new()
    {
        GroupId = groupId,
        MemberId = memberId,
        StartsAt = Holds.From,
        EndsAt = Holds.Until,
        MayUse = Terms.MayUse,
        NamedOnly = Terms.Benefits is not null,
    };

    private List<Part> Parts(long groupId, long memberId) =>
    [
        .. from benefit in Terms.Benefits ?? []
           select Part.Of(new GroupBenefitRow { GroupId = groupId, MemberId = memberId, StartsAt = Holds.From, BenefitId = benefit }),
        .. from cap in Terms.Caps
           select Part.Of(new GroupCapRow
           {
               GroupId = groupId,
               MemberId = memberId,
               StartsAt = Holds.From,
               Kind = cap.Key,
               Amount = cap.Value.Amount,
               Period = cap.Value.Period,
           }),
    ];

    private sealed record Part(object Row, RelatedChange Insert, RelatedChange Delete)
    {
        public static Part Of<TRow>(TRow row)
            where TRow : class, ILedgerRow<TRow> => new(row, RelatedChange.Insert(row), RelatedChange.Delete(row));
    }
}

using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Sharing;

namespace CreditLedger.Ledger.Members;

/// <summary>What becomes of the groups of a record that is merged into another one (R50): those that it owns, and its places.</summary>
/// <param name="Rows">What is remembered of it; the merge has no number yet.</param>
/// <param name="Changes">The rows as they become.</param>
internal sealed record MergedGroups(IReadOnlyList<MergedRow> Rows, IReadOnlyList<RelatedChange> Changes)
{
    /// <summary>Decides it: a member who has a place already, or owns the group, needs no other one.</summary>
    public static MergedGroups Of(LedgerState state, long fromId, long intoId, DateTime now)
    {
        var (rows, changes) = (new List<MergedRow>(), new List<RelatedChange>());
        var owned = state.Related.Rows<GroupRow>(nameof(GroupRow.OwnerId), fromId).Where(group => !group.IsArchived).ToList();
        foreach (var group in owned.OrderBy(group => group.Id))
        {
            rows.Add(new MergedRow { Kind = MergedKind.Group, RowId = group.Id });
            if (GroupCommand.HasPlace(state, group.Id, intoId, now)) End(MergedKind.SurvivorsPlace, group.Id, intoId);
            changes.Add(RelatedChange.Update(group with { OwnerId = intoId, Version = group.Version + 1 }));
        }

        var places = state.Related.Rows<GroupMemberRow>(nameof(GroupMemberRow.MemberId), fromId).Select(row => row.GroupId).Distinct();
        foreach (var id in places.Order().Where(id => GroupCommand.HasPlace(state, id, fromId, now)))
        {
            var group = state.Related.Row<GroupRow>(nameof(GroupRow.Id), id)!;
            if (group.OwnerId == intoId || GroupCommand.HasPlace(state, id, intoId, now)) End(MergedKind.EndedPlace, id, fromId);
            else
            {
                rows.Add(new MergedRow { Kind = MergedKind.Place, RowId = id });
                changes.AddRange(GroupPlaces.Move(state, id, fromId, intoId, now));
            }

            changes.Add(RelatedChange.Update(group with { Version = group.Version + 1 }));
        }

        return new MergedGroups(rows, changes);

        void End(MergedKind kind, long groupId, long memberId)
        {
            rows.Add(new MergedRow { Kind = kind, RowId = groupId, EndsAt = GroupPlaces.EndOf(state, groupId, memberId) });
            changes.AddRange(GroupPlaces.End(state, groupId, memberId, now));
        }
    }

    /// <summary>The changes that undo it, as far as what moved is still there.</summary>
    public static IEnumerable<RelatedChange> Undo(
        LedgerState state, IReadOnlyList<MergedRow> rows, long fromId, long intoId, DateTime now)
    {
        foreach (var group in rows.GroupBy(row => row.RowId))
        {
            var row = state.Related.Row<GroupRow>(nameof(GroupRow.Id), group.Key)!;
            var (ownerId, changes) = (row.OwnerId, new List<RelatedChange>());
            foreach (var merged in group.OrderBy(one => one.Kind))
            {
                if (merged.Kind == MergedKind.Group && ownerId == intoId) ownerId = fromId;
                else if (merged.Kind == MergedKind.Place && GroupCommand.HasPlace(state, row.Id, intoId, now))
                    changes.AddRange(GroupPlaces.Move(state, row.Id, intoId, fromId, now));
                else if (merged.Kind == MergedKind.EndedPlace && ownerId != fromId)
                    changes.AddRange(GroupPlaces.PutBack(state, row.Id, fromId, merged.EndsAt, now));
                else if (merged.Kind == MergedKind.SurvivorsPlace && ownerId == fromId)
                    changes.AddRange(GroupPlaces.PutBack(state, row.Id, intoId, merged.EndsAt, now));
            }

            if (changes.Count == 0 && ownerId == row.OwnerId) continue;
            foreach (var change in changes) yield return change;
            yield return RelatedChange.Update(row with { OwnerId = ownerId, Version = row.Version + 1 });
        }
    }
}

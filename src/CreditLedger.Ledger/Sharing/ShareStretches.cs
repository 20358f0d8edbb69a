using CreditLedger.Ledger.Rows;

namespace CreditLedger.Ledger.Sharing;

/// <summary>When a group shares its kinds: the rows of it, and what an edit makes of them (R13).</summary>
internal static class ShareStretches
{
    /// <summary>When each kind is shared, in order.</summary>
    public static Dictionary<BenefitKind, List<Validity>> Of(IEnumerable<GroupShareRow> rows) => rows.GroupBy(row => row.Kind)
        .ToDictionary(kind => kind.Key, kind => kind.OrderBy(row => row.StartsAt).Select(row => new Validity(row.StartsAt, row.EndsAt))
            .ToList());

    /// <summary>What they become when the kind is shared from a moment on.</summary>
    public static List<Validity> From(IEnumerable<Validity> known, DateTime start)
    {
        var wanted = Until(known, start);
        if (wanted is [.., var last] && last.Until == start) wanted[^1] = last with { Until = null };
        else wanted.Add(new Validity(start, null));
        return wanted;
    }

    /// <summary>What is left of them when the kind is not shared from a moment on.</summary>
    public static List<Validity> Until(IEnumerable<Validity> known, DateTime end) =>
        [.. known.Select(stretch => stretch.Before(end)).OfType<Validity>()];

    /// <summary>What they become when nothing was shared between two moments.</summary>
    public static List<Validity> Without(IReadOnlyList<Validity> known, DateTime from, DateTime until) =>
        [.. Until(known, from), .. known.Select(stretch => stretch.And(new Validity(until, null))).OfType<Validity>()];

    /// <summary>The changes of rows that make those that are known into those that are wanted.</summary>
    public static IEnumerable<RelatedChange> Changes(
        long groupId, BenefitKind kind, IReadOnlyList<Validity> known, IReadOnlyList<Validity> wanted)
    {
        var begun = known.Select(stretch => stretch.From).ToHashSet();
        var kept = wanted.Select(stretch => stretch.From).ToHashSet();
        return
        [
            .. known.Where(stretch => !kept.Contains(stretch.From)).Select(stretch => RelatedChange.Delete(Row(stretch))),
            .. wanted.Except(known).Where(stretch => begun.Contains(stretch.From)).Select(stretch => RelatedChange.Update(Row(stretch))),
            .. wanted.Where(stretch => !begun.Contains(stretch.From)).Select(stretch => RelatedChange.Insert(Row(stretch))),
        ];

        GroupShareRow Row(Validity stretch) =>
            new() { GroupId = groupId, Kind = kind, StartsAt = stretch.From, EndsAt = stretch.Until };
    }
}

using System.Linq.Expressions;
using CreditLedger.Data.Model;

#pragma warning disable CA1309, CA1310 // Compared by the database, where exact text has a binary collation on both engines.

namespace CreditLedger.Data.Queries;

/// <summary>A member's place in every order the list offers.</summary>
internal sealed record MemberKey(long Id, string SortName, string Reference, DateOnly? JoinedOn)
{
    public static readonly Expression<Func<Member, MemberKey>> Of =
        member => new MemberKey(member.Id, member.SortName, member.Reference, member.JoinedOn);
}

/// <summary>
/// The orders of the members list, each along one index: IX_Members_SortName (IX_Members_Status_SortName with a status),
/// UX_Members_Reference, IX_Members_JoinedOn.
/// </summary>
internal sealed class MemberOrder(MemberSort sort, bool descending) : IComparer<MemberKey>
{
    /// <summary>The same order over rows in memory.</summary>
    public int Compare(MemberKey? x, MemberKey? y)
    {
        var order = sort switch
        {
            MemberSort.Reference => string.CompareOrdinal(x!.Reference, y!.Reference),
            MemberSort.Joined => Nullable.Compare(x!.JoinedOn, y!.JoinedOn),
            _ => string.CompareOrdinal(x!.SortName, y!.SortName),
        };
        if (order == 0) order = x.Id.CompareTo(y.Id);
        return descending ? -order : order;
    }

    /// <summary>Reads along the index, beyond the anchor, in or against the list's order.</summary>
    public async Task<List<MemberKey>> ReadAsync(IQueryable<Member> members, bool forward, MemberKey? anchor, int take,
        CancellationToken cancellationToken)
    {
        var up = forward != descending;
        if (sort == MemberSort.Joined) return await ReadByJoinedAsync(members, up, anchor, take, cancellationToken);
        var ordered = sort == MemberSort.Reference ? ByReference(members, up, anchor?.Reference) : ByName(members, up, anchor);
        return await ordered.Take(take).Select(MemberKey.Of).ToListAsync(cancellationToken);
    }

    private static IQueryable<Member> ByReference(IQueryable<Member> members, bool up, string? anchor) => (up, anchor) switch
    {
        (true, null) => members.OrderBy(member => member.Reference),
        (false, null) => members.OrderByDescending(member => member.Reference),
        (true, _) => members.Where(member => string.Compare(member.Reference, anchor) > 0).OrderBy(member => member.Reference),
        (false, _) => members.Where(member => string.Compare(member.Reference, anchor) < 0).OrderByDescending(member => member.Reference),
    };

    // "At or beyond the name, and (beyond the name or beyond the key)": the first part is what an index can seek to.
    private static IQueryable<Member> ByName(IQueryable<Member> members, bool up, MemberKey? anchor)
    {
        if (anchor is { SortName: var name, Id: var id })
        {
            members = up
                ? members.Where(
                    member => string.Compare(member.SortName, name) >= 0 && (string.Compare(member.SortName, name) > 0 || member.Id > id))
                : members.Where(
                    member => string.Compare(member.SortName, name) <= 0 && (string.Compare(member.SortName, name) < 0 || member.Id < id));
        }

        return up
            ? members.OrderBy(member => member.SortName).ThenBy(member => member.Id)
            : members.OrderByDescending(member => member.SortName).ThenByDescending(member => member.Id);
    }

    // Members without a date come first on both engines; a range with "or is null" no index can walk, so the two parts are read in turn.
    private static async Task<List<MemberKey>> ReadByJoinedAsync(
        IQueryable<Member> members, bool up, MemberKey? anchor, int take, CancellationToken cancellationToken)
    {
        var rows = new List<MemberKey>(take);
        foreach (var dated in up ? new[] { false, true } : [true, false])
        {
            if (rows.Count == take) break;
            var passed = anchor is not null && anchor.JoinedOn.HasValue != dated && up == anchor.JoinedOn.HasValue;
            if (passed) continue;
            var inPart = anchor is not null && anchor.JoinedOn.HasValue == dated ? anchor : null;
            var part = dated ? Dated(members, up, inPart) : Undated(members, up, inPart);
            rows.AddRange(await part.Take(take - rows.Count).Select(MemberKey.Of).ToListAsync(cancellationToken));
        }

        return rows;
    }

    private static IQueryable<Member> Dated(IQueryable<Member> members, bool up, MemberKey? anchor)
    {
        members = members.Where(member => member.JoinedOn != null);
        if (anchor is { JoinedOn: var day, Id: var id })
        {
            members = up
                ? members.Where(member => member.JoinedOn >= day && (member.JoinedOn > day || member.Id > id))
                : members.Where(member => member.JoinedOn <= day && (member.JoinedOn < day || member.Id < id));
        }

        return up
            ? members.OrderBy(member => member.JoinedOn).ThenBy(member => member.Id)
            : members.OrderByDescending(member => member.JoinedOn).ThenByDescending(member => member.Id);
    }

    private static IQueryable<Member> Undated(IQueryable<Member> members, bool up, MemberKey? anchor)
    {
        members = members.Where(member => member.JoinedOn == null);
        if (anchor is { Id: var id }) members = up ? members.Where(member => member.Id > id) : members.Where(member => member.Id < id);
        return up
            ? members.OrderBy(member => member.JoinedOn).ThenBy(member => member.Id)
            : members.OrderByDescending(member => member.JoinedOn).ThenByDescending(member => member.Id);
    }
}

using CreditLedger.Data.Model;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Data.Queries.Groups;

/// <summary>A row of a member of a group, with who that is.</summary>
internal sealed record GroupPlace(GroupMember Row, string Name, string SortName, string Reference, MemberStatus Status)
{
    /// <summary>When it holds.</summary>
    public Validity Holds => new(Row.StartsAt, Row.EndsAt);
}

/// <summary>Makes one line of all rows that a member has in a group: what holds now, else next, else what held last.</summary>
internal sealed class GroupTermsReader(
    ILookup<(long GroupId, long MemberId, DateTime StartsAt), GroupCap> caps,
    ILookup<(long GroupId, long MemberId, DateTime StartsAt), NamedBenefit> named, List<SharedUsage> uses, SiteZone zone, DateTime now)
{
    /// <summary>The line.</summary>
    /// <param name="places">The member's rows, in order.</param>
    /// <param name="ownerId">Whose credits the group shares.</param>
    public GroupMemberDetails DetailsOf(List<GroupPlace> places, long ownerId)
    {
        var at = places.FindIndex(place => !place.Holds.IsOver(now));
        if (at < 0) at = places.Count - 1;
        var (first, last) = (at, at);
        while (first > 0 && places[first - 1].Row.EndsAt == places[first].Row.StartsAt) first--;
        while (last < places.Count - 1 && places[last + 1].Row.StartsAt == places[last].Row.EndsAt) last++;
        var place = places[at];
        var key = (place.Row.GroupId, place.Row.MemberId, place.Row.StartsAt);
        return new GroupMemberDetails(
            place.Row.MemberId, place.Name, place.Reference, place.Status, place.Row.MayUse,
            [.. caps[key].OrderBy(cap => cap.Kind).Select(cap => DetailsOf(cap, ownerId))])
        {
            Benefits = place.Row.NamedOnly ? [.. named[key].OrderBy(benefit => benefit.Name, StringComparer.OrdinalIgnoreCase)] : null,
            InGroup = new Validity(places[first].Row.StartsAt, places[last].Row.EndsAt),
            Holds = place.Holds,
            IsPresent = place.Holds.Contains(now),
        };
    }

    private CapDetails DetailsOf(GroupCap cap, long ownerId)
    {
        var window = CapWindow.Of(cap.Period, now, zone);
        var used = uses
            .Where(use => use.MemberId == cap.MemberId && use.OwnerId == ownerId && use.Unit.Kind == cap.Kind
                && window.Contains(use.OccursAt))
            .GroupBy(use => use.Unit)
            .Select(unit => new RemainingAmount(unit.Key, unit.Sum(use => use.Amount)))
            .OrderBy(unit => unit.Unit.Code, StringComparer.Ordinal);
        return new CapDetails(cap.Kind, new Cap(cap.Amount, cap.Period), window, [.. used]);
    }
}

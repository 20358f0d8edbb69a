using CreditLedger.Data.Queries;

namespace CreditLedger.Web.Features.Members;

/// <summary>The members list.</summary>
public sealed record MembersPage(MemberListState State, MemberListPage List)
{
    private const int MaxChips = 12;

    /// <summary>The filters that are on.</summary>
    public FilterChips Chips => new([.. On], State.Address.Without("search").Without("status").Without("tag").ToString());

    private IEnumerable<FilterChip> On
    {
        get
        {
            if (State.Filter.Search is { } search)
                yield return new FilterChip($"Search: {search}", State.Address.Without("search").ToString());
            if (State.Filter.Status is { } status)
                yield return new FilterChip($"Status: {status}", State.Address.Without("status").ToString());
            foreach (var tag in State.Filter.Tags) yield return new FilterChip($"Tag: {tag}", State.Address.Without("tag", tag).ToString());
        }
    }

    /// <summary>The filters that could be put on.</summary>
    public IEnumerable<(string Label, string Url)> Offers
    {
        get
        {
            if (State.Filter.Status is null)
            {
                foreach (var status in Enum.GetValues<MemberStatus>())
                    yield return (status.ToString(), State.Address.With("status", status.ToString().ToLowerInvariant()).ToString());
            }

            if (!PicksTag)
            {
                foreach (var tag in OfferedTags) yield return (tag, State.Address.Adding("tag", tag).ToString());
            }
        }
    }

    /// <summary>The tags that could be put on.</summary>
    public IReadOnlyList<string> OfferedTags => [.. List.KnownTags.Except(State.Filter.Tags)];

    /// <summary>Whether the tags are more than fit as chips: then one types the beginning and picks.</summary>
    public bool PicksTag => OfferedTags.Count > MaxChips;

    /// <summary>The pages beside this one.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, row => row.Id, List.Total, ("member", "members"));

    /// <summary>A member's page that knows the list it was opened from.</summary>
    public string UrlOf(MemberRow row) => State.Address.Query is
    { Length: > 0 } query ? $"{Routes.Member(row.Id)}?list={Uri.EscapeDataString(query)}" : Routes.Member(row.Id);

    /// <summary>The list sorted by a column: by what it is sorted by already, the other way round.</summary>
    public string SortUrl(MemberSort sort)
    {
        var turn = State.Filter.Sort == sort && !State.Filter.Descending;
        return State.Address.With("sort", sort == MemberSort.Name ? null : sort.ToString().ToLowerInvariant())
            .With("down", turn ? "1" : null).ToString();
    }

    /// <summary>What a screen reader says of a column's order.</summary>
    public string? AriaSort(MemberSort sort) => State.Filter.Sort != sort ? null : State.Filter.Descending ? "descending" : "ascending";
}

using CreditLedger.Data.Queries.Lists;

namespace CreditLedger.Web.Features.Members;

/// <summary>A page of the members list.</summary>
/// <param name="State">Its state.</param>
/// <param name="List">The rows.</param>
/// <param name="KnownTags">The tags one can filter by.</param>
public sealed record MembersPage(MemberListState State, ListPage<MemberListRow> List, IReadOnlyList<string> KnownTags)
{
    /// <summary>The filters that could be put on.</summary>
    public IEnumerable<(string Label, string Url)> Offers => State.Offers(OfferedTags);

    /// <summary>The tags that could be put on.</summary>
    public IReadOnlyList<string> OfferedTags => [.. KnownTags.Except(State.Filter.Tags)];

    /// <summary>Whether the tags are more than fit as chips: then one types the beginning and picks.</summary>
    public bool PicksTag => OfferedTags.Count > MemberListState.MaxChips;

    /// <summary>Links to the other pages.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, row => row.Id, List.Total, ("member", "members"));

    /// <summary>A member's page that knows the list it was opened from.</summary>
    public string UrlOf(MemberListRow row) => Routes.Member(row.Id) + FromList;

    private string FromList { get; } = ListAddress.Of("").With("list", State.Address.Query).ToString();
}

using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;

namespace CreditLedger.Web.Features.Groups;

/// <summary>The groups list: its columns, and its state as its address holds it.</summary>
public sealed record GroupListState(GroupFilter Filter, PagePosition Position, ListAddress Address, IReadOnlyList<string> Problems)
{
    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<ListColumn<GroupListRow>> Columns =
    [
        new("Name", (row, _) => row.Name) { Sort = "name" },
        new("Kind", (row, _) => row.Kind),
        new("Whose credits", (row, _) => row.OwnerName),
        new("Shares", (row, _) => GroupText.Kinds(row.Shares)),
        new("Members", (row, _) => row.Members) { IsNumber = true },
    ];

    /// <summary>The headings of the table.</summary>
    public IReadOnlyList<ListHeading> Headings => ListHeading.Of(Columns, Address, "name", Filter.Descending);

    /// <summary>Of this request.</summary>
    public static GroupListState Read(HttpRequest request) => Read(ListReader.Of(request));

    /// <summary>Of a query string that a group's page carries along.</summary>
    public static GroupListState Read(string? query) => Read(ListReader.Of(query));

    private static GroupListState Read(ListReader reader)
    {
        var filter = new GroupFilter
        {
            Search = reader.Text("search"),
            Kind = reader.OneOf<GroupKind>("kind"),
            Archived = reader.Flag("archived"),
            Descending = reader.Flag("down"),
        };
        var address = ListAddress.Of(Routes.Groups).With("search", filter.Search).With("kind", filter.Kind?.ToString().ToLowerInvariant())
            .With("archived", filter.Archived ? "1" : null).With("down", filter.Descending ? "1" : null);
        return new GroupListState(filter, reader.Position(), address, reader.Problems);
    }
}

/// <summary>A page of the groups list.</summary>
public sealed record GroupsPage(GroupListState State, ListPage<GroupListRow> List)
{
    /// <summary>Links to the other pages.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, row => row.Id, List.Total, ("group", "groups"));

    /// <summary>A group's page that knows the list it was opened from.</summary>
    public string UrlOf(GroupListRow row) => Routes.Group(row.Id) + FromList;

    private string FromList { get; } = ListAddress.Of("")
        .With(ListNames.Groups, State.Address.Query is { Length: > 0 } state ? state : "sort=name").ToString();
}

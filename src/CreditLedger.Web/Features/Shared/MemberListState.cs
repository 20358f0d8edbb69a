using CreditLedger.Data.Queries;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditLedger.Web.Features.Shared;

/// <summary>The state of the members list, as its address holds it.</summary>
public sealed record MemberListState(MemberFilter Filter, PagePosition Position, ListAddress Address, IReadOnlyList<string> Problems)
{
    private const int MaxTags = 5;

    /// <summary>Of this request.</summary>
    public static MemberListState Read(HttpRequest request) => Read(ListReader.Of(request));

    /// <summary>Of a query string that a record's page carries along, so that "next" keeps the list's order.</summary>
    public static MemberListState Read(string? query) => Read(
        new ListReader(QueryHelpers.ParseQuery(query is { Length: <= 2_000 } ? query : null)));

    private static MemberListState Read(ListReader reader)
    {
        var filter = new MemberFilter
        {
            Search = reader.Text("search"),
            Status = reader.OneOf<MemberStatus>("status"),
            Tags = reader.Texts("tag", MaxTags),
            Sort = reader.OneOf<MemberSort>("sort") ?? MemberSort.Name,
            Descending = reader.Flag("down"),
        };
        var position = reader.Position();
        return new MemberListState(filter, position, AddressOf(filter), reader.Problems);
    }

    private static ListAddress AddressOf(MemberFilter filter)
    {
        var address = ListAddress.Of(Routes.Members).With("search", filter.Search)
            .With("status", filter.Status?.ToString().ToLowerInvariant());
        foreach (var tag in filter.Tags) address = address.Adding("tag", tag);
        if (filter.Sort != MemberSort.Name) address = address.With("sort", filter.Sort.ToString().ToLowerInvariant());
        return filter.Descending ? address.With("down", "1") : address;
    }
}

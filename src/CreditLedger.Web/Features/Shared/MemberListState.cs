using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;

namespace CreditLedger.Web.Features.Shared;

/// <summary>The members list: its columns, and its state as its address holds it.</summary>
public sealed record MemberListState(MemberFilter Filter, PagePosition Position, ListAddress Address, IReadOnlyList<string> Problems)
{
    /// <summary>The most tags that are offered as chips.</summary>
    public const int MaxChips = 12;

    private const int MaxTags = 5;
    private const string None = "none";
    private const string Refused = "refused";

    /// <summary>The members with no time credit left.</summary>
    public static string NoCreditLeftPath { get; } = ListAddress.Of(Routes.Members).With("credit", None).ToString();

    /// <summary>The members to whom a credit could not be granted.</summary>
    public static string CreditRefusedPath { get; } = ListAddress.Of(Routes.Members).With("credit", Refused).ToString();

    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<ListColumn<MemberListRow>> Columns =
    [
        new("Name", (row, _) => row.Name) { Sort = "name" },
        new("Reference", (row, _) => row.Reference) { Sort = "reference" },
        new("E-mail", (row, _) => row.Email),
        new("Kind", (row, _) => row.Kind) { IsInFileOnly = true },
        new("Status", (row, _) => row.Status),
        new("Tags", (row, _) => string.Join(", ", row.Tags)),
        new("Joined on", (row, _) => row.JoinedOn) { Sort = "joined" },
        new("Remaining", (row, _) => Wording.Amounts(row.Remaining.Own)) { IsNumber = true },
        new("Shared with them", (row, _) => Wording.Amounts(row.Remaining.Shared)) { IsNumber = true },
    ];

    /// <summary>Of this request.</summary>
    public static MemberListState Read(HttpRequest request) => Read(ListReader.Of(request));

    /// <summary>Of a query string that a record's page carries along, so that "next" keeps the list's order.</summary>
    public static MemberListState Read(string? query) => Read(ListReader.Of(query));

    /// <summary>The filters that are on.</summary>
    public FilterChips Chips => new([.. On], Address.Without("search").Without("status").Without("credit").Without("tag").ToString());

    /// <summary>The filters that could be put on, each with the list's address then.</summary>
    /// <param name="tags">The tags that are known; too many of them are picked from a field instead.</param>
    public IEnumerable<(string Label, string Url)> Offers(IReadOnlyList<string> tags)
    {
        if (Filter.Status is null)
        {
            foreach (var status in Enum.GetValues<MemberStatus>())
                yield return (status.ToString(), Address.With("status", status.ToString().ToLowerInvariant()).ToString());
        }

        if (!Filter.NoCreditLeft) yield return ("No credit left", Address.With("credit", None).ToString());
        if (tags.Count > MaxChips) yield break;
        foreach (var tag in tags) yield return (tag, Address.Adding("tag", tag).ToString());
    }

    /// <summary>The headings of the table.</summary>
    public IReadOnlyList<ListHeading> Headings =>
        ListHeading.Of(Columns, Address, Filter.Sort.ToString().ToLowerInvariant(), Filter.Descending);

    private IEnumerable<FilterChip> On
    {
        get
        {
            if (Filter.Search is { } search) yield return new FilterChip($"Search: {search}", Address.Without("search").ToString());
            if (Filter.Status is { } status) yield return new FilterChip($"Status: {status}", Address.Without("status").ToString());
            if (Filter.NoCreditLeft)
                yield return new FilterChip("No time credit left, own or shared", Address.Without("credit").ToString());
            if (Filter.CreditRefused)
                yield return new FilterChip("A credit could not be granted", Address.Without("credit").ToString());
            foreach (var tag in Filter.Tags) yield return new FilterChip($"Tag: {tag}", Address.Without("tag", tag).ToString());
        }
    }

    private static MemberListState Read(ListReader reader)
    {
        var filter = new MemberFilter
        {
            Search = reader.Text("search"),
            Status = reader.OneOf<MemberStatus>("status"),
            Tags = reader.Texts("tag", MaxTags),
            NoCreditLeft = reader.Text("credit") == None,
            CreditRefused = reader.Text("credit") == Refused,
            Sort = reader.OneOf<MemberSort>("sort") ?? MemberSort.Name,
            Descending = reader.Flag("down"),
        };
        var address = ListAddress.Of(Routes.Members).With("search", filter.Search)
            .With("status", filter.Status?.ToString().ToLowerInvariant())
            .With("credit", filter.NoCreditLeft ? None : filter.CreditRefused ? Refused : null).Adding("tag", filter.Tags)
            .Sorted(filter.Sort, filter.Descending);
        return new MemberListState(filter, reader.Position(), address, reader.Problems);
    }
}

using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Setup;

namespace CreditLedger.Web.Features.Shared;

/// <summary>The state of one of the catalogue's lists, as its address holds it.</summary>
public sealed record CatalogueState(CatalogueFilter Filter, PagePosition Position, ListAddress Address, IReadOnlyList<string> Problems)
{
    /// <summary>Rows of a page.</summary>
    public const int PageSize = 50;

    /// <summary>Of this request.</summary>
    public static CatalogueState Read(HttpRequest request, string path)
    {
        var reader = ListReader.Of(request);
        var filter = new CatalogueFilter { Search = reader.Text("search"), IsArchived = reader.Flag("archived") };
        var address = ListAddress.Of(path).With("search", filter.Search).With("archived", filter.IsArchived ? "1" : null);
        return new CatalogueState(filter, reader.Position(), address, reader.Problems);
    }
}

/// <summary>The head of one of the catalogue's lists: <c>&lt;partial name="_CatalogueHead" model="..." /&gt;</c>.</summary>
/// <param name="State">What is shown.</param>
/// <param name="Total">How many match.</param>
/// <param name="HasAny">Whether there is anything at all.</param>
/// <param name="Icon">A name of <c>&lt;icon&gt;</c>.</param>
/// <param name="Words">"plan", "plans".</param>
/// <param name="SearchBy">What one searches by: "Name".</param>
/// <param name="About">What these are for, in a sentence.</param>
public sealed record CatalogueHead(
    CatalogueState State, BoundedCount Total, bool HasAny, string Icon, (string One, string Many) Words, string SearchBy, string About)
{
    /// <summary>"Plans".</summary>
    public string Title => char.ToUpperInvariant(Words.Many[0]) + Words.Many[1..];

    /// <summary>Where a new one is written down.</summary>
    public string NewPath => State.Address.Path + "/new";

    /// <summary>Those in use, and those that are archived.</summary>
    public Tabs Tabs => new($"{Title} by state",
    [
        new Tab("In use", State.Address.First().Without("archived").ToString(), !State.Filter.IsArchived),
        new Tab("Archived", State.Address.First().With("archived", "1").ToString(), State.Filter.IsArchived),
    ], IsSub: true);
}

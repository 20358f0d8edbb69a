using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Rows;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Shared;

/// <summary>The state of one of the catalogue's lists, as its address holds it.</summary>
public sealed record CatalogueState(CatalogueFilter Filter, PagePosition Position, ListAddress Address, IReadOnlyList<string> Problems)
{
    /// <summary>Of this request.</summary>
    public static CatalogueState Read(HttpRequest request, string path)
    {
        var reader = ListReader.Of(request);
        var filter = new CatalogueFilter
        {
            Search = reader.Text("search"),
            IsArchived = reader.Flag("archived"),
            Descending = reader.Flag("down"),
        };
        var address = ListAddress.Of(path).With("search", filter.Search).With("archived", filter.IsArchived ? "1" : null)
            .With("down", filter.Descending ? "1" : null);
        return new CatalogueState(filter, reader.Position(), address, reader.Problems);
    }
}

/// <summary>One of the catalogue's lists: what differs between them, as data.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Icon">A name of <c>&lt;icon&gt;</c>.</param>
/// <param name="Words">"plan", "plans".</param>
/// <param name="About">What these are for, in a sentence.</param>
/// <param name="Columns">The columns; the first is what the list is sorted by.</param>
public sealed record CatalogueListing<TRow>(
    string Path, string Icon, (string One, string Many) Words, string About, IReadOnlyList<ListColumn<TRow>> Columns)
{
    private const int PageSize = 50;

    /// <summary>The page that a request asks for.</summary>
    public async Task<CataloguePage<TRow>> ReadAsync<TEntity>(
        CatalogueListQuery<TEntity, TRow> query, HttpContext http, CancellationToken cancellationToken)
        where TEntity : VersionedRow
    {
        var state = CatalogueState.Read(http.Request, Path);
        var list = await query.RunAsync(state.Filter, state.Position, PageSize, NowOf(http), cancellationToken);
        var head = new CatalogueHead(state, list.Total, list.HasAny, Icon, Words, About);
        var column = Columns[0].Sort!;
        return new CataloguePage<TRow>(
            head, list.Page.Rows, ListHeading.Of(Columns, state.Address, column, state.Filter.Descending),
            Paging.Of(state.Address, list.Page, query.IdOf, list.Total, Words));
    }

    /// <summary>The same rows as a file.</summary>
    public ActionResult File<TEntity>(CatalogueListQuery<TEntity, TRow> query, HttpContext http)
        where TEntity : VersionedRow =>
        new ListFile<TRow>(
            Words.Many, Columns, query.AllAsync(CatalogueState.Read(http.Request, Path).Filter, NowOf(http), http.RequestAborted));

    private static DateTime NowOf(HttpContext http) => http.RequestServices.GetRequiredService<TimeProvider>().Now();
}

/// <summary>A page of one of the catalogue's lists.</summary>
/// <param name="Head">What stands above the rows.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Headings">The headings of the table.</param>
/// <param name="Pager">The pages beside this one.</param>
public sealed record CataloguePage<TRow>(
    CatalogueHead Head, IReadOnlyList<TRow> Rows, IReadOnlyList<ListHeading> Headings, Pager Pager);

/// <summary>The head of one of the catalogue's lists: <c>&lt;partial name="_CatalogueHead" model="..." /&gt;</c>.</summary>
/// <param name="State">What is shown.</param>
/// <param name="Total">How many match.</param>
/// <param name="HasAny">Whether there is anything at all.</param>
/// <param name="Icon">A name of <c>&lt;icon&gt;</c>.</param>
/// <param name="Words">"plan", "plans".</param>
/// <param name="About">What these are for, in a sentence.</param>
public sealed record CatalogueHead(
    CatalogueState State, BoundedCount Total, bool HasAny, string Icon, (string One, string Many) Words, string About)
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

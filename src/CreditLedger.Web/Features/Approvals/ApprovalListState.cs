using System.Globalization;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Approvals;
using CreditLedger.Data.Queries.Lists;

namespace CreditLedger.Web.Features.Approvals;

/// <summary>The list of requests to an admin: its columns, and its state as its address holds it.</summary>
public sealed record ApprovalListState(ApprovalFilter Filter, PagePosition Position, ListAddress Address, IReadOnlyList<string> Problems)
{
    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<ListColumn<ApprovalSummary>> Columns =
    [
        new("Request", (row, _) => row.Row.Id),
        new("Asked", (row, zone) => zone.ToLocal(row.Row.AskedAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture))
        {
            Sort = "asked",
        },
        new("By", (row, _) => row.AskedBy),
        new("What", (row, _) => row.Row.Summary),
        new("Open until", (row, zone) => zone.ToLocal(row.Row.ExpiresAt).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        new("Decided by", (row, _) => row.DecidedBy),
        new("Why it was declined", (row, _) => row.Row.Reason) { IsInFileOnly = true },
    ];

    /// <summary>The headings of the table.</summary>
    public IReadOnlyList<ListHeading> Headings => ListHeading.Of(
        [.. Columns.Select(column => column with { StartsDescending = Filter.Standing != ApprovalStanding.Waiting })],
        Address, "asked", Filter.Descending);

    /// <summary>Reads the state of the list: all requests for users who decide them, otherwise the user's own.</summary>
    /// <param name="request">The request.</param>
    /// <param name="onlyOf">The user whose requests are listed; null for all.</param>
    public static ApprovalListState Read(HttpRequest request, long? onlyOf)
    {
        var reader = ListReader.Of(request);
        var filter = new ApprovalFilter
        {
            Standing = reader.OneOf<ApprovalStanding>("state") ?? ApprovalStanding.Waiting,
            AskedById = onlyOf,
            Descending = reader.Flag("down"),
        };
        return new ApprovalListState(filter, reader.Position(), AddressOf(filter), reader.Problems);
    }

    /// <summary>The list of another state.</summary>
    public string At(ApprovalStanding standing) => AddressOf(Filter with { Standing = standing, Descending = false }).ToString();

    private static ListAddress AddressOf(ApprovalFilter filter) => ListAddress.Of(Routes.Approvals)
        .With("state", filter.Standing == ApprovalStanding.Waiting ? null : filter.Standing.ToString().ToLowerInvariant())
        .With("down", filter.Descending ? "1" : null);
}

/// <summary>A page of the list of requests.</summary>
/// <param name="State">Its state.</param>
/// <param name="List">The rows.</param>
public sealed record ApprovalsPage(ApprovalListState State, ListPage<ApprovalSummary> List)
{
    private static readonly (string One, string Many) Noun = ("request", "requests");

    /// <summary>"3 requests".</summary>
    public string Counted => Paging.Counted(List.Total, Noun);

    /// <summary>Links to the other pages.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, row => row.Row.Id, List.Total, Noun);
}

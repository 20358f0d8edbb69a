using System.Globalization;
using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Shared;

/// <summary>The state of a use history, as its address holds it.</summary>
public sealed record HistoryState(HistoryFilter Filter, DateOnly? From, DateOnly? Until, PagePosition Position, ListAddress Address,
    IReadOnlyList<string> Problems)
{
    /// <summary>The state of a request.</summary>
    public static HistoryState Read(HttpRequest request, string path, SiteZone zone)
    {
        var reader = ListReader.Of(request);
        var (from, until) = (reader.Day("from"), reader.Day("until"));
        var problems = new List<string>();
        if (from > until)
        {
            problems.Add("The first day lies after the last one; the dates were changed round.");
            (from, until) = (until, from);
        }

        var filter = new HistoryFilter
        {
            From = zone.StartOf(from),
            Until = zone.EndOf(until),
            CreditId = reader.Id("credit"),
            Who = reader.Text("who"),
            Text = reader.Text("text"),
            Part = reader.OneOf<HistoryPart>("part") ?? HistoryPart.All,
        };
        var position = reader.Position();
        var address = ListAddress.Of(path).With(MemberListLink.Name, MemberListLink.Read(request))
            .With(ListNames.Credits, reader.Text(ListNames.Credits, ListReader.MaxStateLength))
            .With(ListNames.Groups, reader.Text(ListNames.Groups, ListReader.MaxStateLength))
            .With("from", Iso(from)).With("until", Iso(until))
            .With("credit", filter.CreditId?.ToString(CultureInfo.InvariantCulture))
            .With("who", filter.Who).With("text", filter.Text)
            .With("part", filter.Part == HistoryPart.All ? null : filter.Part.ToString().ToLowerInvariant());
        return new HistoryState(filter, from, until, position, address, [.. reader.Problems, .. problems]);
    }

    /// <summary>The filters that are on.</summary>
    /// <param name="creditName">What the credit is called that is filtered by; none where no row tells it.</param>
    public FilterChips Chips(string? creditName) => new([.. On(creditName)], ClearUrl);

    /// <summary>The history without filters.</summary>
    public string ClearUrl => Address.Only(ListNames.All).ToString();

    /// <summary>The history of another kind with the same filters; a credit is of one kind.</summary>
    public string UrlAt(string path) => Address.Without("credit").At(path).ToString();

    private IEnumerable<FilterChip> On(string? creditName)
    {
        if (From is { } from) yield return Chip($"From {Day(from)}", "from");
        if (Until is { } until) yield return Chip($"Until {Day(until)}", "until");
        if (Filter.CreditId is not null) yield return Chip(creditName is null ? "One credit" : $"Credit: {creditName}", "credit");
        if (Filter.Part != HistoryPart.All)
            yield return Chip(Filter.Part == HistoryPart.Used ? "Uses only" : $"{Filter.Part} only", "part");
        if (Filter.Who is { } who) yield return Chip($"Who: {who}", "who");
        if (Filter.Text is { } text) yield return Chip($"Text: {text}", "text");
    }

    private FilterChip Chip(string label, string name) => new(label, Address.Without(name).ToString());

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}

/// <summary>The table of a use history with its filters; the same for a member's kind and for a credit.</summary>
/// <param name="State">The state.</param>
/// <param name="History">The rows.</param>
/// <param name="Caption">What the table holds.</param>
/// <param name="OfCredit">Whether all rows are of one credit, whose name and source stand above.</param>
public sealed record HistoryView(HistoryState State, UseHistoryPage History, string Caption, bool OfCredit)
{
    /// <summary>The filters that are on.</summary>
    public FilterChips Chips(SiteZone zone) => State.Chips(
        History.Page.Rows.FirstOrDefault(row => row.CreditId == State.Filter.CreditId)?.Credit.NameIn(zone));

    /// <summary>The columns of the file: what the table says, a value each.</summary>
    public static readonly IReadOnlyList<ListColumn<UseHistoryRow>> Columns =
    [
        new("Name", (row, zone) => row.Credit.NameIn(zone)),
        new("Used on", (row, zone) => zone.DayOf(row.UsedAt)),
        new("Status", (row, _) => Wording.Status(row.Credit.Status)),
        new("Used by", (row, _) => row.UsedBy),
        new("Source", (row, _) => Wording.Source(row.Credit.Source, row.Credit.SourceName)),
        new("Shared by", (row, _) => row.SharedBy),
        new("Description", (row, _) => Description(row)),
        new("What", (row, _) => Wording.Entry(row) + (row.IsUndone ? ", undone" : "")),
        new("Amount", (row, _) => FileAmount.Of(row.Amount, row.Unit)),
        new("Balance after", (row, _) => row.BalanceAfter is { } after ? FileAmount.Of(after, row.Unit) : null),
        new("Unit", (row, _) => FileAmount.UnitOf(row.Unit)),
        new("Transaction", (row, _) => row.PostingId),
        new("Recorded on", (row, zone) => zone.DayOf(row.RecordedAt)),
    ];

    /// <summary>Whether it stands and is no undoing itself (R24).</summary>
    public static bool CanBeUndone(UseHistoryRow row) => row is { IsUndone: false, Kind: not EntryKind.Reversal };

    /// <summary>The form that undoes it: of a transaction of several changes, the part of the member whose it is.</summary>
    public static string UndoPath(UseHistoryRow row) => ListAddress.Of(Routes.Posting(row.PostingId, "undo"))
        .With("member", row.Posting.EntryCount == 1 ? null : FormText.Of(row.PartOf)).ToString();

    /// <summary>What it was for.</summary>
    public static string Description(UseHistoryRow row)
    {
        var text = row.Posting.Description ?? row.Kind switch
        {
            EntryKind.Grant when row.Credit is { Source: CreditSource.Product, SourceName: { } product } => $"{product} sold",
            EntryKind.Grant => "Credit granted",
            EntryKind.Reversal => $"Undoes transaction {row.Posting.ReversesPostingId}",
            EntryKind.Usage or EntryKind.Adjustment or EntryKind.Transfer or EntryKind.Revocation or EntryKind.Allowance => "",
        };
        return row.ServiceName is { } service && !text.Contains(service, StringComparison.OrdinalIgnoreCase)
            ? (text.Length == 0 ? service : $"{text} · {service}") : text;
    }

    /// <summary>The pages beside this one.</summary>
    public Pager Pager => Paging.Of(State.Address, History.Page, row => row.EntryId, History.Total, ("row", "rows"));
}

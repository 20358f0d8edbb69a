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
        var (from, until) = reader.Days();
        var filter = new HistoryFilter
        {
            From = zone.StartOf(from),
            Until = zone.EndOf(until),
            CreditId = reader.Id("credit"),
            Who = reader.Text("who"),
            Text = reader.Text("text"),
            RecordedBy = reader.Text("recorder"),
            Part = reader.OneOf<HistoryPart>("part") ?? HistoryPart.All,
        };
        var position = reader.Position();
        var address = ListAddress.Of(path).With(MemberListLink.Name, MemberListLink.Read(request))
            .With(ListNames.Credits, reader.Text(ListNames.Credits, ListReader.MaxStateLength))
            .With(ListNames.Groups, reader.Text(ListNames.Groups, ListReader.MaxStateLength))
            .With("from", Iso(from)).With("until", Iso(until))
            .With("credit", filter.CreditId?.ToString(CultureInfo.InvariantCulture))
            .With("who", filter.Who).With("text", filter.Text).With("recorder", filter.RecordedBy)
            .With("part", filter.Part == HistoryPart.All ? null : filter.Part.ToString().ToLowerInvariant());
        return new HistoryState(filter, from, until, position, address, reader.Problems);
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
        if (Filter.Who is { } who) yield return Chip($"Used by: {who}", "who");
        if (Filter.RecordedBy is { } recorder) yield return Chip($"Recorded by: {recorder}", "recorder");
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
    public static readonly IReadOnlyList<ListColumn<HistoryLine>> Columns =
    [
        new("Name", (line, zone) => string.Join("; ", CreditsOf(line).Select(credit => credit.NameIn(zone)))),
        new("Used on", (line, zone) => line.Row is { } row ? zone.DayOf(row.UsedAt) : zone.LastUsable(line.Expired!.At).Day),
        new("Status", (line, _) => Wording.Status(line.Row?.Credit.Status ?? CreditStatus.Expired)),
        new("Used by", (line, _) => line.Row?.UsedBy),
        new("Source", (line, _) => line.Row is { } row ? Wording.Source(row.Credit.Source, row.Credit.SourceName) : null),
        new("Shared by", (line, _) => line.Row?.SharedBy),
        new("Description", (line, _) => line.Row is { } row ? Description(row) : null),
        new("What", (line, _) => line.Row is { } row ? Wording.Entry(row) + (row.IsUndone ? ", undone" : "") : "Expired"),
        new("Amount", (line, _) => FileAmount.Of(line.Row?.Amount ?? -line.Expired!.Amount, UnitOf(line))),
        new("Balance after", (line, _) => (line.Row is { } row ? row.BalanceAfter : line.Expired!.BalanceAfter) is { } after
            ? FileAmount.Of(after, UnitOf(line)) : null),
        new("Unit", (line, _) => FileAmount.UnitOf(UnitOf(line))),
        new("Transaction", (line, _) => line.Row?.PostingId),
        new("Recorded on", (line, zone) => line.Row is { } row ? zone.DayOf(row.RecordedAt) : null),
        new("Recorded by", (line, _) => line.Row?.RecordedBy),
    ];

    private static IEnumerable<CreditSummary> CreditsOf(HistoryLine line) => line.Row is { } row ? [row.Credit] : line.Expired!.Credits;

    private static Unit UnitOf(HistoryLine line) => line.Row?.Unit ?? line.Expired!.Unit;

    /// <summary>How many rows match and what they come to: "12 rows · granted 40 h · used 12 h 30 min".</summary>
    public string Total => string.Join(" · ",
    [
        $"{History.Total} {(History.Total is { Value: 1, IsExact: true } ? "row" : "rows")}",
        .. History.Totals.SelectMany(TotalParts),
    ]);

    private static IEnumerable<string> TotalParts(HistoryTotal total)
    {
        if (total.Granted != 0) yield return $"granted {AmountFormat.Format(total.Granted, total.Unit)}";
        if (total.Used != 0) yield return $"used {AmountFormat.Format(total.Used, total.Unit)}";
        if (total.Other != 0) yield return $"other changes {AmountFormat.WithSign(total.Other, total.Unit)}";
    }

    /// <summary>Whether it stands and is no undoing itself (R24).</summary>
    public static bool CanBeUndone(UseHistoryRow row) => row is
    { IsUndone: false, Kind: not EntryKind.Reversal, Posting.Kind: not (PostingKind.Merge or PostingKind.Unmerge) };

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

    /// <summary>Links to the other pages.</summary>
    public Pager Pager => Paging.Of(State.Address, History.Page, row => row.EntryId, History.Total, ("row", "rows"));
}

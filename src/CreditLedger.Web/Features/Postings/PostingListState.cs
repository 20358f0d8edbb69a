using System.Globalization;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Postings;

/// <summary>Whether transactions of the list were undone.</summary>
public enum UndoneChoice
{
    Yes,
    Partly,
    No,
}

/// <summary>The state of the list of transactions, as its address holds it.</summary>
public sealed record PostingListState
{
    private const int MaxDays = 3660;

    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<ListColumn<PostingListRow>> Columns =
    [
        new("Number", (row, _) => row.Id),
        new("Recorded", (row, zone) => zone.ToLocal(row.RecordedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
        {
            Sort = "recorded",
            StartsDescending = true,
        },
        new("What", (row, _) => PostingText.Of(row.Kind)),
        new("By", (row, _) => row.RecordedBy),
        new("Member", (row, _) => row.Member?.Name ?? PostingText.Members(row.Members)),
        new("Reference", (row, _) => row.Member?.Reference) { IsInFileOnly = true },
        new("Used by", (row, _) => row.UsedBy?.Name) { IsInFileOnly = true },
        new("Description", (row, _) => row.Description),
        new("Changes", (row, _) => row.Changes) { IsNumber = true },
        new("Amount", (row, _) => row.Amount is { } amount ? FileAmount.Of(amount.Sum, amount.Unit) : null) { IsNumber = true },
        new("Unit", (row, _) => row.Amount is { } amount ? FileAmount.UnitOf(amount.Unit) : null) { IsInFileOnly = true },
        new("Undoes", (row, _) => row.UndoesId) { IsInFileOnly = true },
        new("Undone by", (row, _) => row.UndoneById) { IsInFileOnly = true },
        new("Undone", (row, _) => PostingText.Of(row.Undone)) { IsInFileOnly = true },
    ];

    public required string? Member { get; init; }
    public required string? By { get; init; }
    public required PostingKind? Kind { get; init; }
    public required DateOnly? From { get; init; }
    public required DateOnly? Until { get; init; }

    /// <summary>Recorded within so many days, today included, whatever day it is.</summary>
    public required int? Days { get; init; }

    public required UndoneChoice? Undone { get; init; }
    public required long? Number { get; init; }

    /// <summary>Whether the order is turned round: the oldest first.</summary>
    public required bool IsTurned { get; init; }

    public required PagePosition Position { get; init; }
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Whether any transaction is left out.</summary>
    public bool IsFiltered => Address.Without("down").Values.Count > 0;

    /// <summary>The headings of the table.</summary>
    public IReadOnlyList<ListHeading> Headings => ListHeading.Of(Columns, Address, "recorded", IsTurned);

    /// <summary>The list in this state, on its first page.</summary>
    public ListAddress Address { get; private init; } = ListAddress.Of(Routes.Postings);

    /// <summary>Of this request.</summary>
    public static PostingListState Read(HttpRequest request) => Read(ListReader.Of(request));

    /// <summary>Of a query string that a transaction's page carries along.</summary>
    public static PostingListState Read(string? query) => Read(ListReader.Of(query));

    /// <summary>Which transactions, at a moment. Days are whole days of the site's zone (R10).</summary>
    public async Task<PostingFilter> FilterAsync(
        ActorsQuery actors, SiteZone zone, DateTime now, CancellationToken cancellationToken) => new()
        {
            Number = Number,
            Kind = Kind,
            RecordedBy = By is null ? null : await actors.RunAsync(By, cancellationToken),
            From = zone.StartOf(Days is { } days ? zone.DayOf(now).AddDays(1 - days) : From),
            Until = zone.EndOf(Until),
            Member = Member,
            Undone = Undone is { } undone ? StateOf(undone) : null,
            OldestFirst = IsTurned,
        };

    private static PostingListState Read(ListReader reader)
    {
        var (from, until) = reader.Days();
        var days = reader.Id("days");
        var problems = new List<string>();
        if (days is 0 or > MaxDays)
        {
            problems.Add($"Transactions are listed by the last 1 to {MaxDays} days; choose a first day instead.");
            days = null;
        }

        var state = new PostingListState
        {
            Member = reader.Text("member"),
            By = reader.Text("by"),
            Kind = reader.OneOf<PostingKind>("kind"),
            From = from,
            Until = until,

            // Dates that are typed are meant, whatever the address said of the last days.
            Days = from is null && until is null ? (int?)days : null,
            Undone = reader.OneOf<UndoneChoice>("undone"),
            Number = reader.Id("number"),
            IsTurned = reader.Flag("down"),
            Position = reader.Position(),
            Problems = [.. reader.Problems, .. problems],
        };
        return state with { Address = AddressOf(state) };
    }

    private static ListAddress AddressOf(PostingListState state) => ListAddress.Of(Routes.Postings)
        .With("member", state.Member).With("by", state.By)
        .With("kind", state.Kind?.ToString().ToLowerInvariant())
        .With("from", Iso(state.From)).With("until", Iso(state.Until)).With("days", Digits(state.Days))
        .With("undone", state.Undone?.ToString().ToLowerInvariant()).With("number", Digits(state.Number))
        .With("down", state.IsTurned ? "1" : null);

    private static UndoneState StateOf(UndoneChoice undone) => undone switch
    {
        UndoneChoice.Yes => UndoneState.Wholly,
        UndoneChoice.Partly => UndoneState.Partly,
        UndoneChoice.No => UndoneState.Nothing,
    };

    private static string? Digits(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Iso(DateOnly? day) => day is { } known ? DayText.Of(known) : null;
}

using System.Globalization;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Auditing;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Audit;

/// <summary>Whether an act was done.</summary>
public enum AuditOutcome
{
    Allowed,
    Denied,
}

/// <summary>The audit: its columns, and the state of the list as its address holds it.</summary>
public sealed record AuditListState
{
    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<ListColumn<AuditRow>> Columns =
    [
        new("When", (row, zone) => zone.ToLocal(row.RecordedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
        {
            Sort = "when",
            StartsDescending = true,
        },
        new("Who", (row, _) => row.Who),
        new("What", (row, _) => row.Act),
        new("Outcome", (row, _) => OutcomeOf(row).ToString()),
        new("About", (row, _) => row.About),
        new("From", (row, _) => row.Source),
        new("Reference", (row, _) => row.Reference) { IsInFileOnly = true },
    ];

    public required string? Who { get; init; }
    public required string? Act { get; init; }
    public required AuditOutcome? Outcome { get; init; }
    public required DateOnly? From { get; init; }
    public required DateOnly? Until { get; init; }
    public required bool IsTurned { get; init; }
    public required PagePosition Position { get; init; }
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The list in this state, on its first page.</summary>
    public ListAddress Address { get; private init; } = ListAddress.Of(Routes.Audit);

    /// <summary>Whether any event is left out.</summary>
    public bool IsFiltered => Address.Without("down").Values.Count > 0;

    /// <summary>The headings of the table.</summary>
    public IReadOnlyList<ListHeading> Headings => ListHeading.Of(Columns, Address, "when", IsTurned);

    /// <summary>The filters that are on.</summary>
    public FilterChips Chips => new([.. On()], Routes.Audit);

    /// <summary>Of this request.</summary>
    public static AuditListState Read(HttpRequest request)
    {
        var reader = ListReader.Of(request);
        var (from, until) = reader.Days();
        var state = new AuditListState
        {
            Who = reader.Text("who"),
            Act = reader.Text("act"),
            Outcome = reader.OneOf<AuditOutcome>("outcome"),
            From = from,
            Until = until,
            IsTurned = reader.Flag("down"),
            Position = reader.Position(),
            Problems = reader.Problems,
        };
        return state with
        {
            Address = ListAddress.Of(Routes.Audit).With("who", state.Who).With("act", state.Act)
                .With("outcome", state.Outcome?.ToString().ToLowerInvariant())
                .With("from", Iso(from)).With("until", Iso(until)).With("down", state.IsTurned ? "1" : null),
        };
    }

    /// <summary>Which events. Days are whole days of the site's zone (R10).</summary>
    public AuditFilter FilterIn(SiteZone zone) => new()
    {
        Who = Who,
        Act = Act,
        IsAllowed = Outcome is { } outcome ? outcome == AuditOutcome.Allowed : null,
        From = zone.StartOf(From),
        Until = zone.EndOf(Until),
        OldestFirst = IsTurned,
    };

    /// <summary>Whether an act was done.</summary>
    public static AuditOutcome OutcomeOf(AuditRow row) => row.IsAllowed ? AuditOutcome.Allowed : AuditOutcome.Denied;

    /// <summary>A day as a date field sends it.</summary>
    public static string? Iso(DateOnly? day) => day is { } known ? DayText.Of(known) : null;

    private IEnumerable<FilterChip> On()
    {
        if (Who is not null) yield return Chip($"Who: {Who}", "who");
        if (Act is not null) yield return Chip($"What: {Act}", "act");
        if (Outcome is { } outcome) yield return Chip($"{outcome} only", "outcome");
        if (From is { } from) yield return Chip($"From {Wording.Day(from)}", "from");
        if (Until is { } until) yield return Chip($"Until {Wording.Day(until)}", "until");
    }

    private FilterChip Chip(string label, string name) => new(label, Address.Without(name).ToString());
}

/// <summary>A page of the audit.</summary>
/// <param name="State">The state of the list.</param>
/// <param name="List">The rows.</param>
public sealed record AuditPage(AuditListState State, ListPage<AuditRow> List)
{
    private static readonly (string One, string Many) Noun = ("event", "events");

    /// <summary>"3 events match".</summary>
    public string Counted => Paging.Counted(List.Total, Noun, State.IsFiltered);

    /// <summary>Links to the other pages.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, row => row.Id, List.Total, Noun);
}

using CreditLedger.Data.Queries.Lists;

namespace CreditLedger.Web.Features.Postings;

/// <summary>The list of transactions.</summary>
/// <param name="State">Its state.</param>
/// <param name="List">Its page.</param>
/// <param name="Self">The e-mail of who looks.</param>
public sealed record PostingsPage(PostingListState State, ListPage<PostingListRow> List, string Self)
{
    private static readonly (string One, string Many) Noun = ("transaction", "transactions");

    /// <summary>The filters that are on.</summary>
    public FilterChips Chips => new([.. On], State.Address.Path);

    /// <summary>"34 transactions", "more than 10,000 transactions match".</summary>
    public string Counted => Paging.Counted(List.Total, Noun, State.IsFiltered);

    /// <summary>Links to the other pages.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, row => row.Id, List.Total, Noun);

    /// <summary>What one often asks for.</summary>
    public IEnumerable<(string Label, string Url)> Offers
    {
        get
        {
            var always = State.Address.Without("from").Without("until");
            if (State.Days != 1) yield return ("Today", always.With("days", "1").ToString());
            if (State.Days != 7) yield return ("Last 7 days", always.With("days", "7").ToString());
            if (State.Kind != PostingKind.Adjustment) yield return ("Adjustments", State.Address.With("kind", "adjustment").ToString());
            if (Self.Length > 0 && State.By != Self) yield return ("Recorded by me", State.Address.With("by", Self).ToString());
        }
    }

    /// <summary>A transaction's page that knows the list it was opened from.</summary>
    public string UrlOf(long postingId) => Routes.Posting(postingId) + FromList;

    private string FromList { get; } = ListAddress.Of("")
        .With(ListNames.Postings, State.Address.Query is { Length: > 0 } state ? state : "sort=recorded").ToString();

    private IEnumerable<FilterChip> On
    {
        get
        {
            if (State.Number is { } number) yield return Chip($"Number {number}", "number");
            if (State.Kind is { } kind) yield return Chip(PostingText.Of(kind), "kind");
            if (State.Member is { } member) yield return Chip($"Member: {member}", "member");
            if (State.By is { } by) yield return Chip($"Recorded by: {by}", "by");
            if (State.Days is { } days) yield return Chip(days == 1 ? "Today" : $"Last {days} days", "days");
            if (State.From is { } from) yield return Chip($"From {Wording.Day(from)}", "from");
            if (State.Until is { } until) yield return Chip($"Until {Wording.Day(until)}", "until");
            if (State.Undone is { } undone) yield return Chip(PostingText.Of(undone), "undone");
        }
    }

    private FilterChip Chip(string label, string name) => new(label, State.Address.Without(name).ToString());
}

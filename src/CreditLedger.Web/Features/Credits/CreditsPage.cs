using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Data.Queries.Lists;

namespace CreditLedger.Web.Features.Credits;

/// <summary>The list of all credits.</summary>
/// <param name="State">Its state.</param>
/// <param name="List">Its page.</param>
/// <param name="Benefits">What one can filter by.</param>
/// <param name="Plans">What one can filter by.</param>
public sealed record CreditsPage(CreditListState State, ListPage<ListedCredit> List,
    IReadOnlyList<GrantableBenefit> Benefits, IReadOnlyList<PlanChoice> Plans)
{
    private static readonly (string One, string Many) Noun = ("credit", "credits");
    private static readonly int[] Spans = [7, 30];

    /// <summary>The currencies to filter by; empty if there is only one.</summary>
    public IReadOnlyList<string> Currencies { get; } =
        Benefits.Select(benefit => benefit.Currency).Append(State.Currency).OfType<string>().Distinct().Order(StringComparer.Ordinal)
            .ToList() is { Count: > 1 } several ? several : [];

    /// <summary>The filters that are on.</summary>
    public FilterChips Chips => new([.. On], State.Address.Path);

    /// <summary>"34 credits", "more than 10,000 credits".</summary>
    public string Counted => Paging.Counted(List.Total, Noun, State.IsFiltered);

    /// <summary>What one takes who takes all: as many as go into one posting.</summary>
    public string AllThatMatch => List.Total is { IsExact: true, Value: <= RemainderCommand.MaxCredits }
        ? $"All {List.Total} that match"
        : $"The first {AmountFormat.Bare(RemainderCommand.MaxCredits)} that match, as many as go into one transaction";

    /// <summary>What those that match hold, per unit.</summary>
    public string? Holding => List.Amounts is { Count: > 0 } totals ? string.Join(
        " · ", totals.Select(total => AmountFormat.Format(total.Amount, total.Unit))) : null;

    /// <summary>Links to the other pages.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, row => row.Credit.Id, List.Total, Noun);

    /// <summary>Spans one often asks for.</summary>
    public IEnumerable<(string Label, string Url)> Offers => Spans.Where(days => State.Within != days)
        .Select(days => ($"Expire within {days} days",
            State.Address.Without("until").With("within", days.ToString(System.Globalization.CultureInfo.InvariantCulture)).ToString()));

    /// <summary>A credit's page that knows the list it was opened from.</summary>
    public string UrlOf(ListedCredit row) => Routes.Credit(row.Credit.Id) + FromList;

    private string FromList { get; } = ListAddress.Of("")
        .With(ListNames.Credits, State.Address.Query is { Length: > 0 } state ? state : "sort=ends").ToString();

    private IEnumerable<FilterChip> On
    {
        get
        {
            if (State.Status != StatusChoice.Current) yield return Chip($"Status: {StatusWord(State.Status)}", "status");
            if (State.Kind is { } kind) yield return Chip(Wording.Kind(kind), "kind");
            if (State.Currency is { } currency) yield return Chip($"Currency: {currency}", "currency");
            if (State.BenefitId is { } benefit)
                yield return Chip($"Benefit: {Benefits.FirstOrDefault(one => one.Id == benefit)?.Name ?? $"number {benefit}"}", "benefit");
            if (State.PlanId is { } plan)
                yield return Chip($"Plan: {Plans.FirstOrDefault(one => one.Id == plan)?.Name ?? $"number {plan}"}", "plan");
            if (State.Source is { } source) yield return Chip($"Source: {SourceWord(source)}", "source");
            if (State.From is { } from) yield return Chip($"Ends from {Wording.Day(from)}", "from");
            if (State.Until is { } until) yield return Chip($"Ends until {Wording.Day(until)}", "until");
            if (State.Within is { } within) yield return Chip($"Expire within {within} {(within == 1 ? "day" : "days")}", "within");
            if (State.Owner is { } owner) yield return Chip($"Owner: {owner}", "owner");
        }
    }

    /// <summary>A status of the list, as people call it.</summary>
    public static string StatusWord(StatusChoice status) => status == StatusChoice.UsedUp ? "Used up" : status.ToString();

    /// <summary>A source, as people call it.</summary>
    public static string SourceWord(CreditSource source) => Wording.Source(source, null);

    private FilterChip Chip(string label, string name) => new(label, State.Address.Without(name).ToString());
}

/// <summary>A plan to filter by.</summary>
/// <param name="Id">Database key.</param>
/// <param name="Name">What people call it.</param>
public sealed record PlanChoice(long Id, string Name);

using System.Globalization;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Credits;

/// <summary>What credits of the list are now.</summary>
public enum StatusChoice
{
    Current,
    Upcoming,
    UsedUp,
    Expired,
    Revoked,
    Any,
}

/// <summary>The state of the list of all credits, as its address holds it.</summary>
public sealed record CreditListState
{
    private const int MaxDaysAhead = 3660;

    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<ListColumn<ListedCredit>> Columns =
    [
        new("Ends", (row, zone) => row.Credit.ExpiresAt is { } end ? zone.LastUsable(end).Day : null) { Sort = "ends" },
        new("Member", (row, _) => row.OwnerName),
        new("Reference", (row, _) => row.OwnerReference) { IsInFileOnly = true },
        new("Credit", (row, _) => row.Credit.BenefitName),
        new("Source", (row, _) => Wording.Source(row.Credit.Source, row.Credit.SourceName)),
        new("Status", (row, _) => Wording.Status(row.Credit.Status)),
        new("Added", (row, zone) => zone.DayOf(row.Credit.RecordedAt)) { Sort = "added", StartsDescending = true },
        new("Left of what was granted", (row, _) => FileAmount.Of(row.Credit.Balance, row.Credit.Unit)) { IsNumber = true },
        new("Granted", (row, _) => FileAmount.Of(row.Credit.Granted, row.Credit.Unit)) { IsInFileOnly = true },
        new("Unit", (row, _) => FileAmount.UnitOf(row.Credit.Unit)) { IsInFileOnly = true },
    ];

    public required StatusChoice Status { get; init; }
    public required BenefitKind? Kind { get; init; }

    /// <summary>An ISO 4217 code.</summary>
    public required string? Currency { get; init; }

    public required long? BenefitId { get; init; }
    public required long? PlanId { get; init; }
    public required CreditSource? Source { get; init; }
    public required DateOnly? From { get; init; }
    public required DateOnly? Until { get; init; }

    /// <summary>They have not ended yet, and do within so many days from today, whatever day it is.</summary>
    public required int? Within { get; init; }

    public required string? Owner { get; init; }
    public required CreditSort Sort { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public required bool IsTurned { get; init; }

    public required PagePosition Position { get; init; }
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Whether any credit is left out but for those that cannot be used now.</summary>
    public bool IsFiltered => Address.Without("sort").Without("down").Values.Count > 0;

    /// <summary>The headings of the table.</summary>
    public IReadOnlyList<ListHeading> Headings => ListHeading.Of(
        [.. Columns.Select(column => column.Sort == "ends" && Status == StatusChoice.Expired
            ? column with { StartsDescending = true } : column)],
        Address, Sort.ToString().ToLowerInvariant(), IsTurned);

    /// <summary>The list in this state, on its first page.</summary>
    public ListAddress Address { get; private init; } = ListAddress.Of(Routes.Credits);

    /// <summary>Of this request.</summary>
    public static CreditListState Read(HttpRequest request) => Read(ListReader.Of(request));

    /// <summary>Of a query string that a form carries along.</summary>
    public static CreditListState Read(string? query) => Read(ListReader.Of(query));

    /// <summary>
    /// Which credits, at a moment. Days are whole days of the site's zone (R10): a credit "until 31 March" ends as 1 April begins.
    /// </summary>
    public CreditFilter Filter(SiteZone zone, DateTime now) => new()
    {
        Status = Status switch
        {
            StatusChoice.Current => CreditStatus.Current,
            StatusChoice.Upcoming => CreditStatus.Upcoming,
            StatusChoice.UsedUp => CreditStatus.UsedUp,
            StatusChoice.Expired => CreditStatus.Expired,
            StatusChoice.Revoked => CreditStatus.Revoked,
            StatusChoice.Any => null,
        },
        Kind = Kind,
        Currency = Currency,
        BenefitId = BenefitId,
        PlanId = PlanId,
        Source = Source,
        EndsAfter = Within is null ? zone.StartOf(From) : Later(zone.StartOf(From), now),
        EndsBy = zone.EndOf(Within is { } days ? zone.DayOf(now).AddDays(days) : Until),
        Owner = Owner,
        Sort = Sort,
        Descending = IsTurned,
    };

    private static CreditListState Read(ListReader reader)
    {
        var (from, until) = reader.Days();
        var within = reader.Id("within");
        var problems = new List<string>();
        if (within > MaxDaysAhead)
        {
            problems.Add($"Credits are listed by their end up to {MaxDaysAhead} days ahead; choose a last day instead.");
            within = null;
        }

        var state = new CreditListState
        {
            Status = reader.OneOf<StatusChoice>("status") ?? StatusChoice.Current,
            Kind = reader.OneOf<BenefitKind>("kind"),
            Currency = CurrencyOf(reader, problems),
            BenefitId = reader.Id("benefit"),
            PlanId = reader.Id("plan"),
            Source = reader.OneOf<CreditSource>("source"),
            From = from,
            Until = within is null ? until : null,
            Within = (int?)within,
            Owner = reader.Text("owner"),
            Sort = reader.OneOf<CreditSort>("sort") ?? CreditSort.Ends,
            IsTurned = reader.Flag("down"),
            Position = reader.Position(),
            Problems = [.. reader.Problems, .. problems],
        };
        return state with { Address = AddressOf(state) };
    }

    private static ListAddress AddressOf(CreditListState state) => ListAddress.Of(Routes.Credits)
        .With("status", state.Status == StatusChoice.Current ? null : Word(state.Status))
        .With("kind", state.Kind is { } kind ? Word(kind) : null).With("currency", state.Currency?.ToLowerInvariant())
        .With("benefit", Number(state.BenefitId)).With("plan", Number(state.PlanId))
        .With("source", state.Source is { } source ? Word(source) : null)
        .With("from", Iso(state.From)).With("until", Iso(state.Until)).With("within", Number(state.Within)).With("owner", state.Owner)
        .Sorted(state.Sort, state.IsTurned);

    private static string? CurrencyOf(ListReader reader, List<string> problems)
    {
        if (reader.Text("currency") is not { } text) return null;
        if (text.Length == 3 && text.All(char.IsAsciiLetter)) return text.ToUpperInvariant();
        problems.Add("A currency has three letters, like GBP; it was left out.");
        return null;
    }

    private static DateTime Later(DateTime? one, DateTime other) => one > other ? one.Value : other;

    private static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

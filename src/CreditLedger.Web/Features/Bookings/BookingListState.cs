using System.Globalization;
using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Bookings;

/// <summary>Which bookings by their time; the first is shown where the address says nothing.</summary>
public enum BookingTime
{
    Upcoming,
    Past,
    Any,
}

/// <summary>The bookings: their columns, and the state of the list as its address holds it.</summary>
public sealed record BookingListState
{
    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<ListColumn<BookingLine>> Columns =
    [
        new("Booking date", (row, zone) => Local(row.StartsAt, zone)) { Sort = "start" },
        new("Ends", (row, zone) => Local(row.EndsAt, zone)) { IsInFileOnly = true },
        new("Service", (row, _) => row.ServiceName),
        new("Member", (row, _) => row.Member.Name),
        new("Reference", (row, _) => row.Member.Reference) { IsInFileOnly = true },
        new("For", (row, _) => row.For) { IsInFileOnly = true },
        new("Amount paid", (row, _) => BookingText.Money(row.Paid, row.Currency)) { IsNumber = true },
        new("Payment method", (row, _) => BookingText.Method(row)) { IsInFileOnly = true },
        new("Credits used", (row, _) => string.Join("; ", row.Credits.Select(BookingText.Credit))),
        new("Not covered", (row, _) => BookingText.Uncovered(row)) { IsInFileOnly = true },
        new("Attendance", (row, _) => row.Status == BookingStatus.Cancelled ? "Cancelled" : BookingText.Of(row.Attendance)),
        new("Staff", (row, _) => row.Staff),
    ];

    /// <summary>The times to choose from.</summary>
    public static readonly IReadOnlyList<(BookingTime Time, string Word)> Times =
        [(BookingTime.Upcoming, "Today and later"), (BookingTime.Past, "Past"), (BookingTime.Any, "Any")];

    public required long? ServiceId { get; init; }
    public required BookingState? State { get; init; }
    public required BookingTime Time { get; init; }
    public required DateOnly? From { get; init; }
    public required DateOnly? Until { get; init; }
    public required string? Member { get; init; }
    public required long? Series { get; init; }
    public required bool IsTurned { get; init; }
    public required PagePosition Position { get; init; }
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>The list in this state, on its first page.</summary>
    public ListAddress Address { get; private init; } = ListAddress.Of(Routes.Bookings);

    /// <summary>Whether any booking is left out besides those of another time.</summary>
    public bool IsFiltered => Address.Without("down").Values.Count > 0;

    /// <summary>The headings of the table.</summary>
    public IReadOnlyList<ListHeading> Headings => ListHeading.Of(Columns, Address, "start", IsTurned);

    /// <summary>Of this request.</summary>
    public static BookingListState Read(HttpRequest request) => Read(ListReader.Of(request));

    /// <summary>Of the state that another page carries along.</summary>
    public static BookingListState Read(ListReader reader)
    {
        var (from, until) = reader.Days();
        var state = new BookingListState
        {
            ServiceId = reader.Id("service"),
            State = reader.OneOf<BookingState>("state"),
            Time = reader.OneOf<BookingTime>("time") ?? BookingTime.Upcoming,
            From = from,
            Until = until,
            Member = reader.Text("member"),
            Series = reader.Id("series"),
            IsTurned = reader.Flag("down"),
            Position = reader.Position(),
            Problems = reader.Problems,
        };
        return state with
        {
            Address = ListAddress.Of(Routes.Bookings)
                .With("service", state.ServiceId?.ToString(CultureInfo.InvariantCulture))
                .With("state", state.State?.ToString().ToLowerInvariant())
                .With("time", state.Time == BookingTime.Upcoming ? null : state.Time.ToString().ToLowerInvariant())
                .With("from", Iso(from)).With("until", Iso(until)).With("member", state.Member)
                .With("series", state.Series?.ToString(CultureInfo.InvariantCulture)).With("down", state.IsTurned ? "1" : null),
        };
    }

    /// <summary>Which bookings. Days are whole days of the site's zone (R10); today counts as upcoming.</summary>
    public BookingFilter FilterIn(SiteZone zone, DateTime now)
    {
        var today = zone.StartOf(zone.DayOf(now));
        var hasDays = From is not null || Until is not null;
        return new BookingFilter
        {
            ServiceId = ServiceId,
            State = State,
            Member = Member,
            SeriesId = Series,
            From = zone.StartOf(From) ?? (Time == BookingTime.Upcoming && !hasDays && !SeesAll ? today : null),
            Until = zone.EndOf(Until) ?? (Time == BookingTime.Past && !hasDays ? today : null),
            LatestFirst = (Time == BookingTime.Past) != IsTurned,
        };
    }

    /// <summary>The filters that are on.</summary>
    public FilterChips ChipsOf(Func<long, string?> serviceName) => new([.. On(serviceName)], Routes.Bookings);

    /// <summary>What a state is called.</summary>
    public static string WordOf(BookingState state) => state switch
    {
        BookingState.Booked => "Booked",
        BookingState.Cancelled => "Cancelled",
        BookingState.Uncovered => "Not covered",
        BookingState.ToRefund => "To refund",
        BookingState.Unmarked => "Attendance not marked",
        BookingState.NoShow => "No-show",
    };

    /// <summary>A day as a date field sends it.</summary>
    public static string? Iso(DateOnly? day) => day is { } known ? DayText.Of(known) : null;

    // What needs a person is looked for at any time, unless one says which.
    private bool SeesAll => State is BookingState.ToRefund or BookingState.Unmarked or BookingState.NoShow || Series is not null;

    private static string Local(DateTime instant, SiteZone zone) =>
        zone.ToLocal(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private IEnumerable<FilterChip> On(Func<long, string?> serviceName)
    {
        if (ServiceId is { } service) yield return Chip(serviceName(service) ?? "Unknown service", "service");
        if (State is { } state) yield return Chip(WordOf(state), "state");
        if (Time != BookingTime.Upcoming) yield return Chip(Time == BookingTime.Past ? "Past" : "Past and upcoming", "time");
        if (From is { } from) yield return Chip($"From {Wording.Day(from)}", "from");
        if (Until is { } until) yield return Chip($"Until {Wording.Day(until)}", "until");
        if (Member is not null) yield return Chip($"Member: {Member}", "member");
        if (Series is not null) yield return Chip("One series", "series");
    }

    private FilterChip Chip(string label, string name) => new(label, Address.Without(name).ToString());
}

/// <summary>A page of the bookings.</summary>
/// <param name="State">The state of the list.</param>
/// <param name="List">The rows.</param>
/// <param name="Services">The services to filter by.</param>
public sealed record BookingsPage(BookingListState State, ListPage<BookingLine> List, IReadOnlyList<Data.Model.Service> Services)
{
    private static readonly (string One, string Many) Noun = ("booking", "bookings");

    /// <summary>"3 bookings match".</summary>
    public string Counted => Paging.Counted(List.Total, Noun, State.IsFiltered);

    /// <summary>The filters that are on.</summary>
    public FilterChips Chips => State.ChipsOf(id => Services.FirstOrDefault(service => service.Id == id)?.Name);

    /// <summary>Links to the other pages.</summary>
    public Pager Pager => Paging.Of(State.Address, List.Page, row => row.Id, List.Total, Noun);

    /// <summary>Filters that are one click away.</summary>
    public IEnumerable<(string Label, string Url)> Offers
    {
        get
        {
            foreach (var state in (BookingState[])[BookingState.Uncovered, BookingState.ToRefund, BookingState.Unmarked])
            {
                if (State.State != state)
                    yield return (BookingListState.WordOf(state),
                        State.Address.With("state", state.ToString().ToLowerInvariant()).ToString());
            }
        }
    }
}

/// <summary>One booking.</summary>
/// <param name="Booking">The booking.</param>
/// <param name="Now">The moment of asking.</param>
public sealed record BookingPage(BookingDetails Booking, DateTime Now)
{
    /// <summary>Whether anything can still be done with it.</summary>
    public bool IsOpen => Booking.Row.Status == BookingStatus.Booked;

    /// <summary>Whether it has begun, so that attendance can be marked.</summary>
    public bool HasBegun => Booking.Row.StartsAt <= Now;
}

/// <summary>A day of one service: what is booked, and what is free.</summary>
/// <param name="Services">The services to choose from.</param>
/// <param name="Service">The one that is shown; none where there is none.</param>
/// <param name="Day">The day.</param>
/// <param name="Spans">Its time, in order.</param>
/// <param name="Closed">Why it cannot be booked on that day; none where it can.</param>
public sealed record ServiceDayPage(
    IReadOnlyList<Data.Model.Service> Services, Data.Model.Service? Service, DateOnly Day, IReadOnlyList<DaySpan> Spans, string? Closed)
{
    /// <summary>The same service on another day.</summary>
    public string UrlOf(DateOnly day) =>
        $"{Routes.BookingDay}?service={FormText.Of(Service?.Id ?? 0)}&day={DayText.Of(day)}";

    /// <summary>The form of a booking in a time that is free.</summary>
    public string NewUrl(DaySpan free) =>
        $"{Routes.NewBooking}?service={FormText.Of(Service?.Id ?? 0)}&day={DayText.Of(Day)}&from={BookingText.Clock(free.From)}";
}

/// <summary>A part of a day.</summary>
/// <param name="From">Local start.</param>
/// <param name="Until">Local end.</param>
/// <param name="Booking">What is booked; none where it is free.</param>
public sealed record DaySpan(DateTime From, DateTime Until, BookingLine? Booking);

using CreditLedger.Data.Model;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Bookings;

/// <summary>The list of bookings, one of them, and the day of a service.</summary>
[RequirePermission(Permission.BrowseMembers)]
public sealed class BookingsController(
    BookingListQuery list, BookableServicesQuery services, BookingQuery bookings, SiteZone zone, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet(Routes.Bookings)]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var (state, now) = (BookingListState.Read(Request), clock.Now());
        return View(new BookingsPage(
            state, await list.RunAsync(state.FilterIn(zone, now), state.Position, PageSize, now, cancellationToken),
            await services.RunAsync(cancellationToken)));
    }

    [HttpGet(Routes.Bookings + ".csv")]
    [RequirePermission(Permission.Export)]
    public IActionResult File() => new ListFile<BookingLine>(
        "bookings", BookingListState.Columns,
        list.AllAsync(BookingListState.Read(Request).FilterIn(zone, clock.Now()), clock.Now(), HttpContext.RequestAborted));

    [HttpGet(Routes.Bookings + "/{id:long:min(1)}")]
    public async Task<IActionResult> One([FromRoute] long id, CancellationToken cancellationToken) =>
        await bookings.RunAsync(id, clock.Now(), cancellationToken) is { } booking
            ? View(new BookingPage(booking, clock.Now())) : NotFound();

    [HttpGet(Routes.BookingDay)]
    public async Task<IActionResult> Day([FromServices] ServiceDayQuery query, CancellationToken cancellationToken)
    {
        var all = await services.RunAsync(cancellationToken);
        var asked = FormText.Number(Request.Query["service"]);
        var service = all.FirstOrDefault(one => one.Id == asked) ?? (all.Count > 0 ? all[0] : null);
        var day = DayText.Read(Request.Query["day"]) ?? zone.DayOf(clock.Now());
        if (service is null) return View(new ServiceDayPage(all, null, day, [], null));
        var lines = await query.RunAsync(service.Id, zone.StartOf(day), zone.EndOf(day), cancellationToken);
        var isClosed = service.Hours.Closed.Any(closed => closed.First <= day && day <= closed.Last);
        var windows = isClosed ? [] : OpenOn(service, day);
        return View(new ServiceDayPage(
            all, service, day, Spans(windows, lines, day),
            windows.Count > 0 ? null : $"{service.Name} is closed on {Wording.Day(day)}."));
    }

    private static IReadOnlyList<WeekWindow> OpenOn(Service service, DateOnly day) => service.Hours.Windows.Count == 0
        ? [new WeekWindow(WeekWindow.EveryDay, 0, WeekWindow.MinutesPerDay)]
        : [.. service.Hours.Windows.Where(window => window.IsOn(day.DayOfWeek)).OrderBy(window => window.From)];

    // The open time, with the bookings cut out of it.
    private List<DaySpan> Spans(IReadOnlyList<WeekWindow> windows, IReadOnlyList<BookingLine> lines, DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        var spans = lines.Select(line => new DaySpan(zone.ToLocal(line.StartsAt), zone.ToLocal(line.EndsAt), line)).ToList();
        foreach (var window in windows)
        {
            var (at, end) = (midnight.AddMinutes(window.From), midnight.AddMinutes(window.To));
            foreach (var taken in spans.Where(span => span.Booking is not null).OrderBy(span => span.From).ToList())
            {
                if (taken.Until <= at || taken.From >= end) continue;
                if (taken.From > at) spans.Add(new DaySpan(at, taken.From, null));
                if (taken.Until > at) at = taken.Until;
            }

            if (at < end) spans.Add(new DaySpan(at, end, null));
        }

        return [.. spans.OrderBy(span => span.From)];
    }
}

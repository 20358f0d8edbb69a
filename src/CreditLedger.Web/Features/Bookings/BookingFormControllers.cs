using CreditLedger.Data.Queries;
using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Data.Queries.Lists;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Bookings;

/// <summary>What the forms of bookings offer.</summary>
public sealed class BookingOptions(
    BookableServicesQuery services, ParticipantsQuery participants, MemberQuery members, FindMember find, FormTools tools,
    SiteZone zone, TimeProvider clock)
{
    private const int MaxLeaders = 200;

    /// <summary>The site's zone.</summary>
    public SiteZone Zone => zone;

    /// <summary>Now.</summary>
    public DateTime Now => clock.Now();

    /// <summary>What a form offers for a member.</summary>
    public async Task<BookingChoices> RunAsync(ListedMember? member, CancellationToken cancellationToken) => new(
        await services.RunAsync(cancellationToken),
        member is null ? [] : await participants.RunAsync(member.Id, Now, cancellationToken),
        await tools.Db.Users.Where(user => user.DisabledAt == null && user.Email != null).OrderBy(user => user.Email).Take(MaxLeaders)
            .Select(user => user.Email!).ToListAsync(cancellationToken));

    /// <summary>A member by number.</summary>
    public async Task<ListedMember?> MemberAsync(long id, CancellationToken cancellationToken) =>
        await members.RunAsync(id, cancellationToken) is { } member ? new ListedMember(member.Id, member.Name, member.Reference) : null;

    /// <summary>The members that may be meant.</summary>
    public Task<MemberMatch> FindAsync(string? typed, CancellationToken cancellationToken) => find.RunAsync(typed, cancellationToken);
}

/// <summary>What the form of a booking offers.</summary>
/// <param name="Services">The services that can be booked.</param>
/// <param name="Participants">Who may take part besides who books.</param>
/// <param name="Leaders">Who may lead it: those who sign in; any other name may be typed.</param>
public sealed record BookingChoices(
    IReadOnlyList<Data.Model.Service> Services, IReadOnlyList<ListedMember> Participants, IReadOnlyList<string> Leaders);

/// <summary>"New booking": from the list, from a member, and from the command menu.</summary>
[Route("bookings/new")]
[Route("members/{id:long:min(1)}/bookings/new")]
[RequirePermission(Permission.ManageBookings)]
public sealed class NewBookingController(FormTools tools, BookingOptions options)
    : ConfirmedFormController<BookingForm, NewBookingPage>(tools, "book", "/Features/Bookings/Form.cshtml")
{
    protected override bool IsUndoOffered => false;

    protected override async Task<NewBookingPage?> LoadAsync(long id, BookingForm form, bool isSent, CancellationToken cancellationToken)
    {
        var member = id == 0 ? null : await options.MemberAsync(id, cancellationToken);
        if (id != 0 && member is null) return null;
        if (!isSent) Open(form);
        var match = id == 0 ? await options.FindAsync(form.Member, cancellationToken) : null;
        if (match?.Only is { } only) member = new ListedMember(only.Id, only.Name, only.Reference);
        return new NewBookingPage(id, match, form, options.Zone)
        {
            Member = member,
            Choices = await options.RunAsync(member, cancellationToken),
            MayDespiteStatus = User.Can(Permission.UseDespiteStatus),
            MayGoFurtherBack = User.Can(Permission.BackdateFurther),
        };
    }

    // A free time of a day view names the service and the time.
    private void Open(BookingForm form)
    {
        form.Member = Request.Query["member"];
        form.Service = FormText.Number(Request.Query["service"]) is { } service ? FormText.Of(service) : null;
        form.Day = DayText.Read(Request.Query["day"]) is { } day ? DayText.Of(day) : DayText.Of(options.Zone.DayOf(options.Now));
        if (BookingFields.Time(Request.Query["from"]) is not { } from) return;
        form.From = BookingFields.Of(from);
        form.Until = BookingFields.Time(Request.Query["until"]) is { } until ? BookingFields.Of(until) : null;
    }
}

/// <summary>"Change": another time, service, participant or way to pay (R44).</summary>
[Route("bookings/{id:long:min(1)}/change")]
[RequirePermission(Permission.ManageBookings)]
public sealed class ChangeBookingController(FormTools tools, BookingOptions options, BookingQuery bookings)
    : ConfirmedFormController<BookingForm, ChangeBookingPage>(tools, "change booking", "/Features/Bookings/Form.cshtml")
{
    protected override bool IsUndoOffered => false;

    protected override async Task<ChangeBookingPage?> LoadAsync(long id, BookingForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await bookings.RunAsync(id, options.Now, cancellationToken) is not { } booking) return null;
        if (!isSent) ChangeBookingPage.Open(form, booking, options.Zone);
        return new ChangeBookingPage(booking, form, options.Zone)
        {
            Member = booking.Line.Member,
            Choices = WithPresent(await options.RunAsync(booking.Line.Member, cancellationToken), booking.Line.Participant),
            MayDespiteStatus = User.Can(Permission.UseDespiteStatus),
            MayGoFurtherBack = User.Can(Permission.BackdateFurther),
        };
    }

    // One who left the group meanwhile may go on taking part.
    private static BookingChoices WithPresent(BookingChoices choices, ListedMember? present) =>
        present is null || choices.Participants.Any(one => one.Id == present.Id) ? choices
            : choices with { Participants = [present, .. choices.Participants] };
}

/// <summary>"Cancel": with the outcome stated first (R43).</summary>
[Route("bookings/{id:long:min(1)}/cancel")]
[RequirePermission(Permission.ManageBookings)]
public sealed class CancelBookingController(FormTools tools, BookingOptions options, BookingQuery bookings)
    : ConfirmedFormController<CancelBookingForm, CancelBookingPage>(tools, "cancel booking", "/Features/Bookings/Cancel.cshtml")
{
    protected override bool IsUndoOffered => false;

    protected override async Task<CancelBookingPage?> LoadAsync(
        long id, CancelBookingForm form, bool isSent, CancellationToken cancellationToken) =>
        await bookings.RunAsync(id, options.Now, cancellationToken) is { } booking
            ? new CancelBookingPage(booking, form, options.Zone) { MayWaive = User.Can(Permission.WaivePolicy) } : null;
}

/// <summary>Marks attendance, of one booking or of those that were ticked (R31).</summary>
[Route("bookings/attendance")]
[RequirePermission(Permission.ManageBookings)]
public sealed class AttendanceController(FormTools tools, BookingListQuery bookings, SiteZone zone, TimeProvider clock)
    : ConfirmedFormController<AttendanceForm, AttendancePage>(tools, "mark attendance", "/Features/Bookings/Attendance.cshtml")
{
    protected override bool IsUndoOffered => false;

    protected override async Task<AttendancePage?> LoadAsync(long id, AttendanceForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (!isSent)
        {
            form.Bookings = Credits.Moves.CreditNumbers.Write(
                Request.Query["booking"].Select(text => FormText.Number(text) ?? 0).Where(number => number > 0));
            form.Attendance = Request.Query["as"];
        }

        var ids = Credits.Moves.CreditNumbers.Read(form.Bookings).Take(Ledger.Bookings.MarkAttendanceCommand.MaxBookings).ToList();
        return new AttendancePage(await bookings.LinesAsync(ids, clock.Now(), cancellationToken), form, zone);
    }
}

/// <summary>Notes that a refund was paid (R43).</summary>
[Route("bookings/{id:long:min(1)}/refund")]
[RequirePermission(Permission.ManageBookings)]
public sealed class RefundController(FormTools tools, BookingOptions options, BookingQuery bookings)
    : ConfirmedFormController<RefundForm, RefundPage>(tools, "refund booking", "/Features/Bookings/Refund.cshtml")
{
    protected override bool IsUndoOffered => false;

    protected override async Task<RefundPage?> LoadAsync(long id, RefundForm form, bool isSent, CancellationToken cancellationToken) =>
        await bookings.RunAsync(id, options.Now, cancellationToken) is { Row.ToRefund: > 0 } booking
            ? new RefundPage(booking, form, options.Zone) : null;
}

/// <summary>Takes back a cancellation, or what a no-show returned (R24).</summary>
[Route("bookings/{id:long:min(1)}/restore")]
[RequirePermission(Permission.ManageBookings)]
public sealed class RestoreBookingController(FormTools tools, BookingOptions options, BookingQuery bookings)
    : ConfirmedFormController<RestoreForm, RestorePage>(tools, "restore booking", "/Features/Bookings/Restore.cshtml")
{
    protected override bool IsUndoOffered => false;

    protected override async Task<RestorePage?> LoadAsync(long id, RestoreForm form, bool isSent, CancellationToken cancellationToken) =>
        await bookings.RunAsync(id, options.Now, cancellationToken) is { } booking
            ? new RestorePage(booking, form, options.Zone) : null;
}

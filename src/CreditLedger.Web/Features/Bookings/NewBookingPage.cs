using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Bookings;

/// <summary>The form of a new booking.</summary>
/// <param name="PathMemberId">The member whose page it is on; 0 where the member is typed.</param>
/// <param name="Match">Who may be meant, where the member is typed.</param>
/// <param name="Form">What was typed.</param>
/// <param name="Zone">The site's zone.</param>
public sealed record NewBookingPage(long PathMemberId, MemberMatch? Match, BookingForm Form, SiteZone Zone) : BookingFormPage(Form, Zone)
{
    public override string Title => "New booking";

    public override string Path => PathMemberId == 0 ? Routes.NewBooking : Routes.Member(PathMemberId, "bookings", "new");

    public override string NextPath => PathMemberId == 0 ? Routes.Bookings : Routes.Member(PathMemberId, "activity", "bookings");

    public override string DonePath(Done recorded) => recorded.Id > 0 ? Routes.Booking(recorded.Id) : NextPath;

    public override bool AsksForMember => PathMemberId == 0;

    public override bool MayRepeat => true;

    public override string Will => Series is { } series
        ? $"Books {Service!.Name} {Times(series.Booked.Count)} for {Member!.Name} ({Member.Reference})"
        : $"Books {Service!.Name} for {Member!.Name} ({Member.Reference}), {When}: {BookingText.Payment(Effect(Planned!), RestBy)}";

    public override string Confirm => Series is { } series ? $"Yes, book it {Times(series.Booked.Count)}"
        : $"Yes, book {BookingText.Length(Asked.StartsAt, Asked.EndsAt)}";

    public override IReadOnlyList<string> Notes => Series is { } series
        ?
        [
            .. series.Booked.Select(one =>
                $"{BookingText.When(one.StartsAt, one.EndsAt, Zone)}: {BookingText.Payment(one.Effect, RestBy)}."),
            .. series.LeftOut.Select(one => $"Left out: {BookingText.When(one.StartsAt, one.EndsAt, Zone)}. {one.Why}"),
        ]
        : [.. PaymentNotes(Effect(Planned!)), .. base.Notes];

    private BookingCommand Asked => (BookingCommand)Command!;

    private SeriesEffect? Series => Planned?.Effect as SeriesEffect;

    private static BookingEffect Effect(Done done) => (BookingEffect)done.Effect!;

    private static string Times(int count) => count == 1 ? "once" : FormattableString.Invariant($"{count} times");

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors)
    {
        if (Member is null)
            errors.Add(new FieldError(nameof(Form.Member), string.IsNullOrWhiteSpace(Form.Member)
                ? "Say who books: a reference, an e-mail or a name." : Match!.Problem));
        if (Member is null || Service is not { } service || BookingFields.Read(Form, Zone) is not { } time) return null;
        if (string.IsNullOrEmpty(Form.Repeat))
        {
            return Fill(new BookCommand(key, actor)
            { MemberId = Member.Id, ServiceId = service.Id, StartsAt = time.StartsAt, EndsAt = time.EndsAt }, errors);
        }

        if (DayText.Read(Form.RepeatUntil) is not { } until)
        {
            errors.Add(new FieldError(nameof(Form.RepeatUntil), "Choose until which day it is repeated."));
            return null;
        }

        var times = Repetitions(until).ToList();
        if (times.Count is < 2 or > BookSeriesCommand.MaxBookings)
        {
            errors.Add(new FieldError(nameof(Form.RepeatUntil), times.Count < 2
                ? "Choose a later day: until that one it would not be repeated."
                : FormattableString.Invariant($"That would be {times.Count} bookings; at most {BookSeriesCommand.MaxBookings} fit.")));
            return null;
        }

        return Fill(new BookSeriesCommand(key, actor)
        { MemberId = Member.Id, ServiceId = service.Id, StartsAt = times[0].StartsAt, EndsAt = times[0].EndsAt, Times = times }, errors);
    }

    public override string Did(Done recorded) => recorded.Effect is SeriesEffect series
        ? $"{Service?.Name} booked {Times(series.Booked.Count)} for {Member?.Name}" : $"{Service?.Name} booked for {Member?.Name}, {When}";

    public override string? UndoOf(Done recorded) => recorded.Id > 0 ? Routes.Booking(recorded.Id, "cancel") : null;

    public override FormattableString About(Done recorded) => $"booking {recorded.Id}, member {Member!.Id}";

    // Local times stay over a change of the clocks.
    private IEnumerable<BookedTime> Repetitions(DateOnly until)
    {
        var step = Form.Repeat == BookingFields.Daily ? 1 : 7;
        var (first, last) = (DayText.Read(Form.Day)!.Value, DayText.Read(Form.LastDay));
        for (var days = 0; first.AddDays(days) <= until && days <= 366 * 2; days += step)
        {
            var shifted = new BookingForm
            {
                Day = DayText.Of(first.AddDays(days)),
                LastDay = last is { } end ? DayText.Of(end.AddDays(days)) : null,
                From = Form.From,
                Until = Form.Until,
            };
            var (startsAt, endsAt) = BookingFields.Read(shifted, Zone)!.Value;
            yield return new BookedTime(startsAt, endsAt);
        }
    }
}

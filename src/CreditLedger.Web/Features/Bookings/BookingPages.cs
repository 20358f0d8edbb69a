using CreditLedger.Data.Queries.Bookings;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.TagHelpers;

namespace CreditLedger.Web.Features.Bookings;

/// <summary>The form that changes a booking, and what the change comes to (R44).</summary>
public sealed record ChangeBookingPage(BookingDetails Booking, BookingForm Form, SiteZone Zone) : BookingFormPage(Form, Zone)
{
    public override string Title => "Change booking";

    public override string Path => Routes.Booking(Booking.Row.Id, "change");

    public override string NextPath => Routes.Booking(Booking.Row.Id);

    public override string Will => Change is { } change
        ? $"Changes the booking to {Service!.Name}, {When}: {BookingText.Payment(change.Payment, RestBy)}"
        : "Changes who takes part, who leads it or what it is for";

    public override string Confirm => "Yes, change the booking";

    public override IReadOnlyList<string> Notes => Change is not { } change ? base.Notes :
    [
        $"{Length(change.Before.StartsAt, change.Before.EndsAt)} → {Length(Asked.StartsAt, Asked.EndsAt)}" +
        $"{string.Concat(change.Differences.Select(Difference))}.",
        .. PaymentNotes(change.Payment),
        .. change.Refund > 0 ? new[] { $"{BookingText.Money(change.Refund, change.Before.Currency)} are to be refunded." } : [],
        .. base.Notes,
    ];

    private ChangeEffect? Change => Planned?.Effect as ChangeEffect;

    private ChangeBookingCommand Asked => (ChangeBookingCommand)Command!;

    /// <summary>Fills the form in as the booking is.</summary>
    public static void Open(BookingForm form, BookingDetails booking, SiteZone zone)
    {
        var row = booking.Row;
        var (from, to) = (zone.ToLocal(row.StartsAt), zone.ToLocal(row.EndsAt));
        form.Service = FormText.Of(row.ServiceId);
        form.Day = DayText.Of(DateOnly.FromDateTime(from));
        form.From = BookingFields.Of(TimeOnly.FromDateTime(from));
        form.Until = BookingFields.Of(TimeOnly.FromDateTime(to));
        form.LastDay = from.Date == to.Date ? null : DayText.Of(DateOnly.FromDateTime(to));
        form.Participant = row.ParticipantId is { } participant ? FormText.Of(participant) : null;
        form.Guest = row.GuestName;
        form.Staff = row.Staff;
        form.Payment = BookingFields.PaymentOf(row.Kind is not null, row.PaidBy);
        form.Description = row.Description;
        form.Version = row.Version;
    }

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        Service is not { } service || BookingFields.Read(Form, Zone) is not { } time ? null : Fill(
            new ChangeBookingCommand(key, actor)
            {
                BookingId = Booking.Row.Id,
                MemberId = Booking.Row.MemberId,
                ServiceId = service.Id,
                StartsAt = time.StartsAt,
                EndsAt = time.EndsAt,
                SeenVersion = Form.Version,
            }, errors);

    public override string Did(Done recorded) => $"Booking changed: {Service?.Name}, {When}";

    public override FormattableString About(Done recorded) => $"booking {Booking.Row.Id}, posting {recorded.PostingId}";

    private static string Length(DateTime startsAt, DateTime endsAt) => BookingText.Length(startsAt, endsAt);

    private static string Difference(BookingDifference difference) => difference.Amount == 0 ? "" :
        $", {AmountFormat.Format(Math.Abs(difference.Amount), difference.Benefit.Unit)} " +
        $"{(difference.Amount > 0 ? "back to" : "more of")} {difference.Benefit.Name}";
}

/// <summary>What a person chose about a cancellation.</summary>
public sealed class CancelBookingForm : PostingForm
{
    /// <summary>Which of a series: <c>one</c>, <c>later</c> or <c>all</c>.</summary>
    [Field]
    public string? Series { get; set; }

    /// <summary>Whether everything comes back, whatever the policy says.</summary>
    public bool Waive { get; set; }
}

/// <inheritdoc />
public sealed class CancelBookingFormValidator : ConfirmedFormValidator<CancelBookingForm>
{
    public CancelBookingFormValidator() => OneOf(form => form.Series, "Choose which bookings.", "one", "later", "all");
}

/// <summary>The form that cancels a booking, with its outcome (R43).</summary>
public sealed record CancelBookingPage(BookingDetails Booking, CancelBookingForm Form, SiteZone Zone)
    : ConfirmedPage<CancelBookingForm>(Form)
{
    /// <summary>Whether the user may waive the policy.</summary>
    public bool MayWaive { get; init; }

    public override string Path => Routes.Booking(Booking.Row.Id, "cancel");

    public override string NextPath => Routes.Booking(Booking.Row.Id);

    public override string Prompt => (Preview as Refused)?.Refusal.Message ?? "The outcome appears here before you confirm.";

    public override bool IsRemoval => true;

    public override bool NeedsDescription => Waives;

    /// <summary>The policy that the booking was made under, in words.</summary>
    public string PolicyText => Booking.Row.Policy is { } policy
        ? $"{policy.Replace("\n", ", ", StringComparison.Ordinal)} before the start" : "Everything comes back until it starts";

    public override string Will => Others == 0
        ? $"Cancels {Booking.Line.ServiceName}, {BookingText.When(Booking.Row.StartsAt, Booking.Row.EndsAt, Zone)}" +
            (Effect is { } effect ? $": {effect.Percent} % comes back" : "")
        : FormattableString.Invariant($"Cancels {Others + 1} bookings of {Booking.Line.ServiceName}, each by its policy");

    public override string Confirm => Others == 0 ? "Yes, cancel the booking"
        : FormattableString.Invariant($"Yes, cancel {Others + 1} bookings");

    public override IReadOnlyList<string> Notes =>
        [.. Effect is { } effect ? BookingText.Outcome(effect, Zone) : [], .. base.Notes];

    private bool Waives => MayWaive && Form.Waive;

    private CancellationEffect? Effect => Planned?.Effect as CancellationEffect;

    private int Others => Planned?.Others ?? 0;

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) => new CancelBookingCommand(key, actor)
    {
        BookingId = Booking.Row.Id,
        Waive = Waives,
        Series = Form.Series switch
        {
            "later" => SeriesScope.Later,
            "all" => SeriesScope.All,
            _ => SeriesScope.One,
        },
    };

    public override string Did(Done recorded) => recorded.Others == 0 ? $"Booking of {Booking.Line.ServiceName} cancelled"
        : FormattableString.Invariant($"{recorded.Others + 1} bookings of {Booking.Line.ServiceName} cancelled");

    public override FormattableString About(Done recorded) => $"booking {Booking.Row.Id}, posting {recorded.PostingId}";
}

/// <summary>Which bookings are marked, and as what.</summary>
public sealed class AttendanceForm : ConfirmedForm
{
    /// <summary>The numbers of the bookings.</summary>
    public string? Bookings { get; set; }

    /// <summary><c>attended</c>, <c>no-show</c> or <c>unmarked</c>.</summary>
    [Field(RefusedField.Whole)]
    public string? Attendance { get; set; }
}

/// <inheritdoc />
public sealed class AttendanceFormValidator : ConfirmedFormValidator<AttendanceForm>
{
    public AttendanceFormValidator() =>
        OneOf(form => form.Attendance, "Choose what they are marked as.", [.. AttendancePage.Choices.Select(choice => choice.Sent)]);
}

/// <summary>The form that marks attendance.</summary>
public sealed record AttendancePage(IReadOnlyList<BookingLine> Bookings, AttendanceForm Form, SiteZone Zone)
    : ConfirmedPage<AttendanceForm>(Form)
{
    /// <summary>What they may be marked as.</summary>
    public static IReadOnlyList<FieldOption> Choices { get; } =
        [new("attended", "Attended"), new("no-show", "No-show"), new("unmarked", "Not marked")];

    public override string Path => Routes.Attendance;

    public override string NextPath => Bookings is [var only] ? Routes.Booking(only.Id) : Routes.Bookings;

    public override string Prompt => (Preview as Refused)?.Refusal.Message ?? "Choose what they are marked as.";

    public override string Will => $"Marks {Counted} as {Word}{Returned}";

    public override string Confirm => $"Yes, mark {Counted}";

    private string Counted => Bookings is [var only] ? $"the booking of {only.For}"
        : FormattableString.Invariant($"{Bookings.Count} bookings");

    private string Word => BookingText.Of(Marked).ToLowerInvariant();

    private string Returned => Planned!.Entries.Count == 0 ? "" : ": credits go back as the policy of each says";

    private Attendance Marked => Form.Attendance switch
    {
        "no-show" => Attendance.NoShow,
        "unmarked" => Attendance.Unmarked,
        _ => Attendance.Attended,
    };

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        new MarkAttendanceCommand(key, actor) { Bookings = [.. Bookings.Select(line => line.Id)], Attendance = Marked };

    public override string Did(Done recorded) => $"{Capital(Counted)} marked as {Word}";

    public override FormattableString About(Done recorded) => $"bookings {Form.Bookings}";

    private static string Capital(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));
}

/// <summary>Nothing is typed.</summary>
public sealed class RefundForm : ConfirmedForm;

/// <summary>The form that notes a refund, or that it was not paid after all.</summary>
public sealed record RefundPage(BookingDetails Booking, RefundForm Form, SiteZone Zone) : ConfirmedPage<RefundForm>(Form)
{
    public override string Path => Routes.Booking(Booking.Row.Id, "refund");

    public override string NextPath => Routes.Booking(Booking.Row.Id);

    public override string Prompt => (Preview as Refused)?.Refusal.Message ?? "";

    public override string Will => IsDone ? $"Notes that {Amount} were not refunded" : $"Notes that {Amount} were refunded";

    public override string Confirm => IsDone ? "Yes, it was not refunded" : $"Yes, {Amount} were refunded";

    /// <summary>What is to be refunded.</summary>
    public string Amount => BookingText.Money(Booking.Row.ToRefund, Booking.Row.Currency);

    private bool IsDone => Booking.Row.RefundedAt is not null;

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        new MarkRefundedCommand(key, actor) { BookingId = Booking.Row.Id, Refunded = !IsDone };

    public override string Did(Done recorded) => IsDone ? $"{Amount} marked as not refunded" : $"{Amount} marked as refunded";

    public override FormattableString About(Done recorded) => $"booking {Booking.Row.Id}";
}

/// <summary>What a person typed about taking back a cancellation.</summary>
public sealed class RestoreForm : PostingForm;

/// <inheritdoc />
public sealed class RestoreFormValidator : ConfirmedFormValidator<RestoreForm>;

/// <summary>The form that takes back a cancellation, or what a no-show returned (R24).</summary>
public sealed record RestorePage(BookingDetails Booking, RestoreForm Form, SiteZone Zone) : ConfirmedPage<RestoreForm>(Form)
{
    public override string Path => Routes.Booking(Booking.Row.Id, "restore");

    public override string NextPath => Routes.Booking(Booking.Row.Id);

    public override string Prompt => (Preview as Refused)?.Refusal.Message ?? "";

    /// <summary>What the page and its button call it.</summary>
    public string Title => Booking.Row.Status == BookingStatus.Cancelled ? "Undo the cancellation" : "Undo the no-show";

    public override string Will =>
        $"Books {Booking.Line.ServiceName} again, {BookingText.When(Booking.Row.StartsAt, Booking.Row.EndsAt, Zone)}";

    public override string Confirm => "Yes, book it again";

    public override IReadOnlyList<string> Notes =>
    [
        .. Planned!.Entries.Where(entry => entry.Amount != 0).Select(entry =>
            $"{entry.BenefitName}: {ChangeText.Will(entry.Amount, entry.BalanceBefore, entry.BalanceAfter, entry.Unit)}"),
        .. base.Notes,
    ];

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) =>
        new RestoreBookingCommand(key, actor) { BookingId = Booking.Row.Id };

    public override string Did(Done recorded) => $"{Booking.Line.ServiceName} is booked again";

    public override FormattableString About(Done recorded) => $"booking {Booking.Row.Id}, posting {recorded.PostingId}";
}

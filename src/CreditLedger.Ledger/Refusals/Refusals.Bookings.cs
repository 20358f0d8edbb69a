using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Bookings;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Ledger.Commands;

/// <content>Bookings (R30, R42 to R44, R47), and what services say of them.</content>
public static partial class Refusals
{
    /// <summary>A line of opening hours cannot be read.</summary>
    public static Refusal NotOpeningHours(string line) => Invalid(
        RefusedField.OpeningHours,
        $"\"{line}\" is not days and a time. Write one line each, like Mon-Fri 08:00-20:00 or Sat 09:00-24:00.");

    /// <summary>Two lines of opening hours hold at one time.</summary>
    public static Refusal OpeningHoursOverlap(string line) => Invalid(
        RefusedField.OpeningHours, $"\"{line}\" overlaps a line above it. Each time is on one line only.");

    /// <summary>A line of closed days cannot be read.</summary>
    public static Refusal NotClosedDays(string line) => Invalid(
        RefusedField.ClosedDays, $"\"{line}\" is not a day. Write one line each, like 2026-12-25 or 2026-12-24 to 2026-12-26.");

    /// <summary>A line of a cancellation policy cannot be read.</summary>
    public static Refusal NotAPolicyStep(string line) => Invalid(
        RefusedField.Policy,
        $"\"{line}\" is not hours and a per cent. Write one line each, like 48 h: 100 % (up to 48 hours before, all comes back).");

    /// <summary>A later cancellation would return as much as an earlier one, or more.</summary>
    public static Refusal PolicyContradicts(PolicyStep earlier, PolicyStep later) => Invalid(
        RefusedField.Policy,
        $"{later.Hours} h before the start {later.Percent} % come back, but {earlier.Hours} h before it {earlier.Percent} %. " +
            "Closer to the start, less comes back.");

    /// <summary>The per cent of a no-show is out of range.</summary>
    public static Refusal NoShowOutOfRange => Invalid(RefusedField.NoShow, "A per cent is a whole number from 0 to 100.");

    /// <summary>A service has more rates than <see cref="ServiceRates.MaxRates"/>.</summary>
    public static Refusal TooManyRates => Invalid(RefusedField.Rates, $"A service has at most {ServiceRates.MaxRates} rates.");

    /// <summary>A rate is not above zero.</summary>
    public static Refusal RateNotAboveZero(WeekWindow window) => Invalid(
        RefusedField.Rates, $"The rate of {window} is a whole number above zero.");

    /// <summary>Two rates of a benefit hold at one time.</summary>
    public static Refusal RatesOverlap(string benefit, WeekWindow window) => Invalid(
        RefusedField.Rates, $"{benefit} has two rates within {window}. Each time has one rate.");

    /// <summary>A benefit has no rate at a time at which the service is open.</summary>
    public static Refusal RatesHaveAGap(string benefit, WeekWindow open) => Invalid(
        RefusedField.Rates, $"{benefit} has no rate for some of {open}, when the service is open. Give every open time a rate.");

    /// <summary>The service that is to be booked is not there.</summary>
    public static Refusal NoSuchBookableService => NotFound(RefusedField.Service, "There is no such service. Choose one of the list.");

    /// <summary>The service that is to be booked is archived.</summary>
    public static Refusal BookedServiceArchived(string name) => Invalid(
        RefusedField.Service, $"{name} is archived and cannot be booked. Choose another service.");

    /// <summary>The end of a booking is not after its start.</summary>
    public static Refusal BookingEndsBeforeStart => Invalid(RefusedField.BookedUntil, "A booking ends after it starts.");

    /// <summary>A booking is longer than a year.</summary>
    public static Refusal BookingTooLong => Invalid(RefusedField.BookedUntil, "A booking is at most a year long.");

    /// <summary>The start or the end of a booking is within a minute.</summary>
    public static Refusal BookingNotInMinutes => Invalid(RefusedField.BookedFrom, "A booking starts and ends on a whole minute.");

    /// <summary>The length of a booking is not whole intervals of its service.</summary>
    public static Refusal BookingOffStep(MissedStep missed) => new(
        RefusalReason.NotAWholeStep, RefusedField.BookedUntil,
        $"This service is booked in steps of {missed.Step} min: {missed.Amount} is not a whole step. Use {Nearest(missed)}.");

    /// <summary>The service is closed on a day of the booking.</summary>
    public static Refusal ServiceClosedOn(DateOnly day) => Invalid(RefusedField.BookedFrom, $"It is closed on {Day(day)}.");

    /// <summary>A part of the booking is outside the opening hours.</summary>
    public static Refusal OutsideOpeningHours(DateOnly day, string? hours) => Invalid(
        RefusedField.BookedFrom,
        hours is null ? $"It is closed on {Day(day)}."
            : $"On {Day(day)} it is open {hours.Replace("\n", " and ", StringComparison.Ordinal)}.");

    /// <summary>Another booking has the service at that time.</summary>
    public static Refusal ServiceTaken(string service, BookingRow other, SiteZone zone) => Invalid(
        RefusedField.BookedFrom, $"{service} is taken {BookingCommand.When(other.StartsAt, other.EndsAt, zone)}.");

    /// <summary>Nothing says how the booking is paid.</summary>
    public static Refusal NoPaymentMethod => Invalid(RefusedField.PaidBy, "Choose how it is paid.");

    /// <summary>Credits do not cover all of it, and nothing says how the rest is paid (R30).</summary>
    public static Refusal RestNotPaid(Refusal shortage, long? rest, string? currency) => rest is null || currency is null ? shortage
        : shortage with
        {
            Message = $"{shortage.Message} {AmountFormat.Format(rest.Value, Unit.OfMoney(currency))} would be left to pay: choose how.",
        };

    /// <summary>Credits do not cover all of it, and the service has no price for the rest (R30).</summary>
    public static Refusal NoPriceForTheRest(string service) => Invalid(
        RefusedField.PaidBy, $"{service} has no price, so only credits can pay for it. Give it one under Setup, Services.");

    /// <summary>The one who takes part is no member.</summary>
    public static Refusal NoSuchParticipant => NotFound(RefusedField.Participant, "There is no such member. Choose one of the list.");

    /// <summary>A guest's or staff's name is too long.</summary>
    public static Refusal BookingNameTooLong(RefusedField field) => Invalid(
        field, $"A name has at most {BookingRow.MaxNameLength} characters.");

    /// <summary>A series has no booking, or more than <see cref="BookSeriesCommand.MaxBookings"/>.</summary>
    public static Refusal TooManyBookings(int most) => Invalid(RefusedField.BookedUntil, $"At most {most} bookings are made at once.");

    /// <summary>A posting of a booking is changed through the booking (R43, R44).</summary>
    public static Refusal BelongsToBooking => new(
        RefusalReason.NotReversible, RefusedField.Whole,
        "This transaction belongs to a booking: cancel or change the booking, and its credits come back.");

    /// <summary>The booking is not there.</summary>
    public static Refusal NoSuchBooking => NotFound(RefusedField.Whole, "There is no such booking.");

    /// <summary>The booking is cancelled: nothing can be done with it any more.</summary>
    public static Refusal BookingCancelled(DateOnly? day) => new(
        RefusalReason.NotReversible, RefusedField.Whole,
        $"This booking was cancelled{(day is { } on ? $" on {Day(on)}" : "")} already.");

    /// <summary>The booking was changed by someone after it was opened.</summary>
    public static Refusal BookingChangedMeanwhile => new(
        RefusalReason.Stale, RefusedField.Whole, "Someone changed this booking after you opened it; nothing was recorded. Look again.");

    /// <summary>A booking that has started cannot be marked as one that nobody came to, or cancelled, without saying so.</summary>
    public static Refusal NotStartedYet => Invalid(
        RefusedField.Whole, "This booking has not started yet: attendance is marked afterwards.");

    /// <summary>The booking is neither cancelled nor one whose no-show gave something back (R24).</summary>
    public static Refusal NothingToRestore => new(
        RefusalReason.NotReversible, RefusedField.Whole, "This booking is not cancelled: there is nothing to take back.");

    /// <summary>What was to be refunded has been (R43).</summary>
    public static Refusal RefundedAlready => new(
        RefusalReason.NotReversible, RefusedField.Whole,
        "The refund was noted as paid. Mark it as not refunded first, or book again.");

    /// <summary>What a no-show returned stays returned.</summary>
    public static Refusal NoShowWasReturned => new(
        RefusalReason.NotReversible, RefusedField.Whole,
        "Marked as a no-show, this booking gave credits back. Take that back on its page first.");

    /// <summary>A commitment stands on a credit whose grant is to be undone (R42).</summary>
    public static Refusal CommittedToBookings(string credit) => new(
        RefusalReason.NotReversible, RefusedField.Whole, $"{credit} is committed to bookings: cancel or change these first.");
}

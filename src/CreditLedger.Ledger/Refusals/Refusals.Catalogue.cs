using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Commands;

/// <content>Services, benefits, plans and products as they are set up, and what all rows that people edit have.</content>
public static partial class Refusals
{
    /// <summary>The row is not there.</summary>
    /// <param name="noun">What people call such a row.</param>
    public static Refusal NoSuchRow(string noun) => NotFound(RefusedField.Whole, $"There is no such {noun}.");

    /// <summary>The row was changed by someone after it was opened.</summary>
    /// <param name="noun">What people call such a row.</param>
    public static Refusal ChangedMeanwhile(string noun) => new(
        RefusalReason.Stale, RefusedField.Whole,
        $"Someone changed this {noun} after you opened it; nothing was saved. What you typed is still here: compare it with " +
            $"the {noun} as it is now, and save again to replace that.");

    /// <summary>The name is empty.</summary>
    /// <param name="noun">What people call such a row.</param>
    public static Refusal NoName(string noun) => Invalid(RefusedField.Name, $"Give the {noun} a name.");

    /// <summary>The reference is empty.</summary>
    /// <param name="noun">What people call such a row.</param>
    public static Refusal NoReference(string noun) => Invalid(RefusedField.Reference, $"Give the {noun} a reference.");

    /// <summary>A text is longer than its column.</summary>
    public static Refusal TextTooLong(RefusedField field, int longest, int length) => Invalid(
        field, $"{field} has at most {longest} characters; this one has {length}.");

    /// <summary>Another row has the name or the reference.</summary>
    /// <param name="field">Which of the two.</param>
    /// <param name="other">The name of the other row.</param>
    /// <param name="noun">What people call such a row.</param>
    public static Refusal TextTaken(RefusedField field, string other, string noun) => Invalid(
        field, $"{other} has this {field.ToString().ToLowerInvariant()} already: each {noun} has its own. Give another one.");

    /// <summary>How a line counts is none of the ways (R48).</summary>
    public static Refusal NoSuchTracking => Invalid(RefusedField.Tracking, "Choose whether it is limited, unlimited or not tracked.");

    /// <summary>An unlimited line, or one that is not tracked, has an amount (R48).</summary>
    public static Refusal UncountedHasNoAmount => Invalid(
        RefusedField.Amount, "Only a limited line has an amount: empty it, or choose that the line is limited.");

    /// <summary>An unlimited line, or one that is not tracked, rolls over (R48).</summary>
    public static Refusal UncountedDoesNotRollOver => Invalid(
        RefusedField.RolloverMin, "Only what remains of a limited line rolls over: empty this, or choose that the line is limited.");

    /// <summary>A line that is not tracked has a part of the price (R40, R48).</summary>
    public static Refusal UntrackedIsNotPaid => Invalid(
        RefusedField.Paid, "No credit is granted of a line that is not tracked, so no part of the price falls to it. Empty this.");

    /// <summary>The booking interval of a service is out of range.</summary>
    public static Refusal IntervalOutOfRange => Invalid(
        RefusedField.Interval, $"An interval is a whole number of minutes from 1 to {BookingStep.MaxMinutes}.");

    /// <summary>A price is given without its currency.</summary>
    public static Refusal PriceWithoutCurrency => Invalid(
        RefusedField.Currency, "A price has a currency: give its three letters, like GBP.");

    /// <summary>A price is below zero.</summary>
    public static Refusal PriceBelowZero => Invalid(RefusedField.Price, "A price is 0 or more.");

    /// <summary>A price is above <see cref="AmountLimit.Largest"/>.</summary>
    public static Refusal PriceTooLarge => Invalid(RefusedField.Price, "That price is too large for the ledger.");

    /// <summary>The kind of a benefit is to change (R1).</summary>
    public static Refusal KindIsFixed(BenefitKind kind) => BenefitIsFixed(RefusedField.Kind, "kind", kind.ToString());

    /// <summary>The currency of a benefit is to change (R1).</summary>
    public static Refusal CurrencyIsFixed(string? currency) => BenefitIsFixed(RefusedField.Currency, "currency", currency ?? "none");

    /// <summary>The kind of a benefit is none of the kinds.</summary>
    public static Refusal NoSuchKind => Invalid(RefusedField.Kind, "Choose what its credits are counted in.");

    /// <summary>A benefit of money or printing has no currency (R1).</summary>
    public static Refusal KindWithoutCurrency => Invalid(
        RefusedField.Currency, "Money and printing are counted in a currency: give its three letters, like GBP.");

    /// <summary>A benefit of another kind has a currency (R1).</summary>
    public static Refusal KindHasNoCurrency(BenefitKind kind) => Invalid(
        RefusedField.Currency, $"{kind} is not counted in a currency: leave it empty.");

    /// <summary>A benefit that is not time has a booking step (R20).</summary>
    public static Refusal KindHasNoStep => Invalid(RefusedField.Step, "Only time moves in steps: empty this, or choose the kind Time.");

    /// <summary>The booking step is out of range (R20).</summary>
    public static Refusal StepOutOfRange => Invalid(
        RefusedField.Step, $"A step is a whole number of minutes from 1 to {BookingStep.MaxMinutes}.");

    /// <summary>The service that a benefit is to be good for is not there.</summary>
    public static Refusal NoSuchService => Invalid(RefusedField.Services, "There is no such service. Tick those of the list.");

    /// <summary>The service that a benefit is to be good for is archived.</summary>
    public static Refusal ServiceArchived(string name) => Invalid(
        RefusedField.Services, $"{name} is archived: restore it first, or leave it out.");

    /// <summary>A plan (R25) or a product (R29) has no line.</summary>
    /// <param name="noun">Which of the two.</param>
    public static Refusal NoLines(string noun) => Invalid(RefusedField.Whole, $"A {noun} grants something: give it at least one line.");

    /// <summary>The benefit that a line is to grant is not there.</summary>
    /// <param name="row">The caller's number of the line.</param>
    public static Refusal NoSuchBenefitInLine(int row) => Invalid(
        RefusedField.Benefit, "There is no such benefit. Choose one of the list.") with
    { Row = row };

    /// <summary>The benefit that a new line is to grant is archived.</summary>
    public static Refusal BenefitArchived(string name) => Invalid(
        RefusedField.Benefit, $"{name} is archived: nothing new grants it. Restore it first, or choose another benefit.");

    /// <summary>The amount of a line is not above zero.</summary>
    public static Refusal LineNotAboveZero => Invalid(RefusedField.Amount, "The amount that is granted is above zero.");

    /// <summary>An amount that is set up, to be granted or to roll over, is not a whole number of steps (R20).</summary>
    public static Refusal TermsNotAWholeStep(RefusedField field, MissedStep missed) =>
        NotAWholeStep(field, missed) with { Reason = RefusalReason.Invalid };

    /// <summary>The period of a line is none of the periods.</summary>
    public static Refusal NoSuchPeriod => Invalid(RefusedField.Period, "A period is a day, a week, a month, a quarter or a year.");

    /// <summary>A most is given where nothing rolls over (R26).</summary>
    public static Refusal MostWithoutLeast => Invalid(
        RefusedField.RolloverMax, "Without a least amount nothing rolls over. Give a least amount, or take the most away.");

    /// <summary>The least that rolls over is below zero (R26).</summary>
    public static Refusal LeastBelowZero => Invalid(RefusedField.RolloverMin, "At least 0 rolls over: enter 0 or more.");

    /// <summary>The most that rolls over is not above zero (R26).</summary>
    public static Refusal MostNotAboveZero => Invalid(
        RefusedField.RolloverMax,
        "The most that rolls over is above zero. Where nothing shall roll over, choose that it expires; where all shall, " +
            "leave this empty.");

    /// <summary>The least that rolls over is more than the most (R26).</summary>
    public static Refusal LeastAboveMost => Invalid(
        RefusedField.RolloverMin, "The least that rolls over is more than the most. Make it the same or less.");

    /// <summary>A line of a product has both days and an end (R29).</summary>
    public static Refusal DaysAndLastDay => Invalid(
        RefusedField.ValidUntil, "A line lasts for days or until a day, not both. Empty one of them.");

    /// <summary>The days of a line of a product are out of range (R29).</summary>
    public static Refusal DaysOutOfRange => Invalid(
        RefusedField.ValidDays,
        "Days are a whole number from 1 to 36,500; the day of the sale is the first. For longer choose that it never expires.");

    /// <summary>The last day of a line of a product is over (R29).</summary>
    public static Refusal LastDayIsOver => Invalid(
        RefusedField.ValidUntil, "That day is over: nothing sold today could be used. Choose a later day.");

    private static Refusal BenefitIsFixed(RefusedField field, string what, string value) => Invalid(
        field, $"This benefit's {what} is {value} and cannot change: its credits are counted in it. Create another benefit instead.");
}

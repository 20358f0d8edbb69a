using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Commands;

/// <content>The undoing of a posting (R24).</content>
public static partial class Refusals
{
    /// <summary>The posting is not there.</summary>
    public static Refusal NoSuchTransaction => NotFound(RefusedField.Whole, "There is no such transaction.");

    /// <summary>The posting is itself an undoing (R24).</summary>
    public static Refusal UndoesAnUndoing => new(
        RefusalReason.NotReversible, RefusedField.Whole, "An undoing cannot be undone: record the act again instead.");

    /// <summary>The posting was undone before (R24).</summary>
    public static Refusal UndoneBefore(long postingId) => new(
        RefusalReason.NotReversible, RefusedField.Whole, $"This was undone before, by transaction {postingId}.");

    /// <summary>Of several members, some were undone before (R24).</summary>
    public static Refusal UndoneInPartBefore(long postingId) => new(
        RefusalReason.NotReversible, RefusedField.Whole,
        $"A part of this was undone before, by transaction {postingId}. Open the transaction again and choose from what is left.");

    /// <summary>A member is named who has no part in the posting (R24).</summary>
    public static Refusal NotInTransaction => NotFound(RefusedField.Member, "That member has no part in this transaction.");

    /// <summary>Someone else recorded it, it is no use, or it was recorded too long ago.</summary>
    public static Refusal NotOwnOrTooLate => new(
        RefusalReason.NotAllowed, RefusedField.Whole,
        $"You can undo a use that you recorded yourself, for {UndoRule.OwnMinutes} minutes. An admin can undo this.");

    /// <summary>The undoing is dated later than now (R16).</summary>
    public static Refusal UndoneInTheFuture => BadDate(RefusedField.UsedAt, "The date lies in the future.");

    /// <summary>The undoing is dated before what it undoes (R16).</summary>
    public static Refusal UndoneBeforeItHappened => BadDate(
        RefusedField.UsedAt, "The date lies before what is undone. Use a later date, or none.");

    /// <summary>The grant of an unlimited credit is to be undone while a use of it stands (R24, R48).</summary>
    public static Refusal UnlimitedInUse(SkippedCredit credit, long used) => new(
        RefusalReason.NotEnough, RefusedField.Whole,
        $"This cannot be undone: {AmountFormat.Format(used, credit.Terms.Benefit.Unit)} of {credit.Name} have been used since. " +
            "Undo that first, or revoke the credit instead.")
    { Skipped = [credit] };

    /// <summary>Credits would go below zero, because what was given has been used or moved since (R24).</summary>
    /// <param name="below">Every such credit, for the person must see all that stands in the way, and its lowest balance.</param>
    public static Refusal WouldGoBelowZero(IReadOnlyList<(SkippedCredit Credit, long Least)> below) => new(
        RefusalReason.NotEnough, RefusedField.Whole,
        "This cannot be undone, because what was given has been used or moved since: " +
            string.Join("; ", below.Select(one =>
                $"{one.Credit.Name}, would go down to {AmountFormat.Format(one.Least, one.Credit.Terms.Benefit.Unit)}")) +
            ". Undo that first.")
    {
        Skipped = [.. below.Select(one => one.Credit)],
    };

    /// <summary>A member's part of a repayment is to be undone: the two parts belong together (R24, R45).</summary>
    public static Refusal UndoneAsAWhole => new(
        RefusalReason.NotReversible, RefusedField.Member, "This is undone as a whole: what was given back and what was used instead.");

    /// <summary>Nothing that the member used stands in the posting (R45).</summary>
    public static Refusal NoUseStands => NotFound(RefusedField.Whole, "No use by this member stands in this transaction.");

    /// <summary>The use drew on credits of several units (R45).</summary>
    public static Refusal PaidInSeveralUnits => new(
        RefusalReason.NotReversible, RefusedField.Whole,
        "This was paid in two ways that are not counted alike. Undo it and record it again, or change the booking.");

    /// <summary>The credits that are to pay are counted in another unit (R45).</summary>
    public static Refusal CountedOtherwise(long amount, Unit unit) => Invalid(
        RefusedField.Benefit, $"The use is {AmountFormat.Format(amount, unit)}: choose credits that are counted the same way.");

    /// <summary>The use is paid by that member with those credits already (R45).</summary>
    public static Refusal PaidThisWayAlready => Invalid(
        RefusedField.Benefit, "It is paid this way already. Choose other credits, or another member.");

    /// <summary>A booking is paid by several postings, or in part by credits to come (R42, R45).</summary>
    public static Refusal BookingIsPaidInParts => new(
        RefusalReason.NotReversible, RefusedField.Whole,
        "The booking is paid in several parts, or by credits that start later. Change the booking instead.");

    /// <summary>What is to be exchanged went on to other credits, and was used there (R16, R45).</summary>
    public static Refusal MovedOnSince => new(
        RefusalReason.NotEnough, RefusedField.Whole,
        "What this would take has been used or moved on since. Undo that first, or adjust the credits.");
}

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
}

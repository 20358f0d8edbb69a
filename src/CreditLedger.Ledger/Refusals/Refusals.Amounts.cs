using CreditLedger.Ledger.Amounts;

namespace CreditLedger.Ledger.Commands;

/// <content>Amounts, and the adjustment of a balance.</content>
public static partial class Refusals
{
    /// <summary>An amount or a balance is above <see cref="AmountLimit.Largest"/> (R1).</summary>
    public static Refusal AmountTooLarge(RefusedField field) => Invalid(
        field, "That amount is too large for the ledger: a credit holds at most 1,000,000,000,000 of its smallest unit.");

    /// <summary>An amount is not a whole number of steps (R20).</summary>
    public static Refusal NotAWholeStep(RefusedField field, MissedStep missed) => new(
        RefusalReason.NotAWholeStep, field, $"Time {StepPredicate(missed)}.");

    /// <summary>Whole steps do not lead from the balance to the target (R20).</summary>
    public static Refusal NoWholeStepLeadsTo(long balance, MissedStep missed) => new(
        RefusalReason.NotAWholeStep, RefusedField.Amount,
        $"Time moves in steps of {missed.Step} min: no whole step leads from {balance} to {missed.Amount}. Use {Nearest(missed)}.");

    /// <summary>The part of a credit that is to be moved is not above zero.</summary>
    public static Refusal PartNotAboveZero => Invalid(RefusedField.Amount, "Enter an amount above zero.");

    /// <summary>An adjustment changes nothing.</summary>
    public static Refusal ChangeIsZero => Invalid(RefusedField.Amount, "Enter an amount other than zero.");

    /// <summary>The balance to be reached is below zero.</summary>
    public static Refusal TargetBelowZero => Invalid(RefusedField.Amount, "A balance is never below zero.");

    /// <summary>The balance to be reached is there already.</summary>
    public static Refusal TargetIsBalance(long balance, Unit unit) => Invalid(
        RefusedField.Amount, $"The balance is {AmountFormat.Format(balance, unit)} already.");

    /// <summary>The balance is not the one from which the target was chosen (R19).</summary>
    public static Refusal BalanceChanged(long balance, long seen, Unit unit) => new(
        RefusalReason.Stale, RefusedField.Amount,
        $"The balance changed meanwhile: it is {AmountFormat.Format(balance, unit)} now, not {AmountFormat.Format(seen, unit)}. " +
            $"Look again before you confirm.");

    /// <summary>More is to be removed than can be (R22).</summary>
    public static Refusal NotEnoughToRemove(long balance, long removable, Unit unit, long shortBy, long committed) => new(
        RefusalReason.NotEnough, RefusedField.Amount,
        $"The balance is {AmountFormat.Format(balance, unit)}; at most {AmountFormat.Format(removable, unit)} can be removed" +
            (committed > 0 ? $", because {AmountFormat.Format(committed, unit)} of it is committed to bookings." : "."))
    {
        ShortBy = shortBy,
    };

    /// <summary>What an amount that is no whole step does, after what it is an amount of and without the full stop (R20).</summary>
    internal static string StepPredicate(MissedStep missed) =>
        $"moves in steps of {missed.Step} min: {missed.Amount} is not a whole step. Use {Nearest(missed)}";

    private static string Nearest(MissedStep missed) => string.Join(" or ", missed.Nearest);
}

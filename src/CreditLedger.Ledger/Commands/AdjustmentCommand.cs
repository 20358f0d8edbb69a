using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Burning;
using CreditLedger.Ledger.Chain;

namespace CreditLedger.Ledger.Commands;

/// <summary>Corrects the balance of one credit, by a difference or to a target (R17 to R22). Always: plus adds, minus deducts.</summary>
public sealed record AdjustmentCommand(string IdempotencyKey, Actor Actor) : LedgerCommand(IdempotencyKey, Actor)
{
    /// <summary>The credit.</summary>
    public required long CreditId { get; init; }

    /// <summary>The difference, in the smallest unit; none when <see cref="Target"/> is given.</summary>
    public long? By { get; init; }

    /// <summary>The balance to be reached, in the smallest unit, not below zero.</summary>
    public long? Target { get; init; }

    /// <summary>The balance that the person who chose the target was shown; another one by now is refused.</summary>
    public long? SeenBalance { get; init; }

    /// <inheritdoc />
    public override CommandScope Scope(DateTime now) => new(null, CreditId, null, null, now);

    /// <inheritdoc />
    public override Decision Decide(LedgerState state, LedgerRules rules, DateTime now)
    {
        if (state.Credit(CreditId) is not { } credit) return Refusals.NoSuchCredit;
        var benefit = credit.Terms.Benefit;
        if (RefuseStatus(credit.StatusAt(now)) is { } status) return status;
        if (credit.Terms.IsUnlimited) return Refusals.UnlimitedNotAdjustable;
        if (Change(credit, benefit.Unit, out var change) is { } refusal) return refusal;

        // Sent again after someone else moved the balance, a target would do something else than was confirmed (R19).
        if (Target is not null && SeenBalance is { } seen && seen != credit.Balance)
            return Refusals.BalanceChanged(credit.Balance, seen, benefit.Unit);
        if (RefuseStep(credit.Balance, change, BookingStep.Of(benefit.Kind, benefit.StepMinutes, rules.BookingIntervalMinutes)) is { } step)
            return step;

        var removable = Math.Min(credit.History.LowestSince(now), credit.Balance);
        if (change < 0 && removable < -change)
            return Refusals.NotEnoughToRemove(credit.Balance, removable, benefit.Unit, shortBy: -change - removable, credit.Committed);
        if (change > AmountLimit.Largest - credit.Balance) return Refusals.AmountTooLarge(RefusedField.Amount);

        return RefuseTexts(required: true) ?? (Decision)new Draft(PostingKind.Adjustment, Description,
            [EntryDraft.On(credit, EntryKind.Adjustment, change, now)]);
    }

    /// <inheritdoc />
    protected override void WriteContent(CanonicalWriter writer)
    {
        writer.Number(CreditId);
        writer.Number(By);
        writer.Number(Target);
    }

    private static Refusal? RefuseStatus(CreditStatus status) => status switch
    {
        CreditStatus.Expired => Refusals.ExpiredNotAdjustable,
        CreditStatus.Revoked => Refusals.RevokedNotAdjustable,
        CreditStatus.Upcoming or CreditStatus.Current or CreditStatus.UsedUp => null,
    };

    private Refusal? Change(CreditState credit, Unit unit, out long change)
    {
        change = By ?? 0;
        if (Target is { } target)
        {
            if (target < 0) return Refusals.TargetBelowZero;
            change = target - credit.Balance;
            if (change == 0) return Refusals.TargetIsBalance(credit.Balance, unit);
        }

        return change is 0 or long.MinValue ? Refusals.ChangeIsZero : null;
    }

    private Refusal? RefuseStep(long balance, long change, int interval)
    {
        if (Target is { } target)
            return BookingStep.MissedTarget(balance, target, interval) is { } beside ? Refusals.NoWholeStepLeadsTo(balance, beside) : null;
        return BookingStep.Missed(change, interval) is { } missed ? Refusals.NotAWholeStep(RefusedField.Amount, missed) : null;
    }
}

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
        if (state.Credit(CreditId) is not { } credit)
            return new Refusal(RefusalReason.NotFound, RefusedField.Credit, "There is no such credit.");
        var benefit = credit.Terms.Benefit;
        if (RefuseStatus(credit.StatusAt(now)) is { } status) return status;
        if (Change(credit, benefit.Unit, out var change) is { } refusal) return refusal;

        // Sent again after someone else moved the balance, a target would do something else than was confirmed (R19).
        if (Target is not null && SeenBalance is { } seen && seen != credit.Balance)
        {
            return new Refusal(RefusalReason.Stale, RefusedField.Amount,
                $"The balance changed meanwhile: it is {AmountFormat.Format(credit.Balance, benefit.Unit)} now, " +
                    $"not {AmountFormat.Format(seen, benefit.Unit)}. Look again before you confirm.");
        }

        var interval = BookingStep.Of(benefit.Kind, benefit.StepMinutes, rules.BookingIntervalMinutes);
        if ((Target is { } target ? BookingStep.RefuseTarget(credit.Balance, target, interval) : BookingStep.Refuse(change, interval)) is
            { } step)
            return new Refusal(RefusalReason.NotAWholeStep, RefusedField.Amount, step);

        var removable = Math.Min(credit.History.LowestSince(now), credit.Balance);
        if (change < 0 && removable < -change)
        {
            return new Refusal(RefusalReason.NotEnough, RefusedField.Amount,
                $"The balance is {AmountFormat.Format(credit.Balance, benefit.Unit)}; at " +
                    $"most {AmountFormat.Format(removable, benefit.Unit)} can be removed.")
            {
                ShortBy = -change - removable,
            };
        }

        if (change > AmountLimit.Largest - credit.Balance)
            return new Refusal(RefusalReason.Invalid, RefusedField.Amount, AmountLimit.Message);

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
        CreditStatus.Expired => new Refusal(RefusalReason.NotAdjustable, RefusedField.Credit,
            "This credit has expired: nothing it holds can be used. Extend it, or grant a new one instead."),
        CreditStatus.Revoked => new Refusal(RefusalReason.NotAdjustable, RefusedField.Credit,
            "This credit was revoked. Grant a new one instead."),
        CreditStatus.Upcoming or CreditStatus.Current or CreditStatus.UsedUp => null,
    };

    private Refusal? Change(CreditState credit, Unit unit, out long change)
    {
        change = By ?? 0;
        if (Target is { } target)
        {
            if (target < 0) return new Refusal(RefusalReason.Invalid, RefusedField.Amount, "A balance is never below zero.");
            change = target - credit.Balance;
            if (change == 0)
                return new Refusal(RefusalReason.Invalid, RefusedField.Amount,
                $"The balance is {AmountFormat.Format(target, unit)} already.");
        }

        return change is 0 or long.MinValue
            ? new Refusal(RefusalReason.Invalid, RefusedField.Amount, "Enter an amount other than zero.")
            : null;
    }
}

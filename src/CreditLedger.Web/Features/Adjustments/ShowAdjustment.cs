using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;

namespace CreditLedger.Web.Features.Adjustments;

/// <summary>Shows a form with what it would do, decided on a fresh read by the same rule that will record it (R19). Writes nothing.</summary>
public sealed class ShowAdjustment(LedgerDbContext db, LedgerStore store, LedgerRules rules, TimeProvider clock)
{
    // The rule asks for a reason last; what will happen can be told before one is typed.
    private const string AnyReason = "Preview";

    /// <summary>The page, none when there is no such credit; with the mode of the form that is for the credit's kind.</summary>
    public async Task<AdjustmentPage?> RunAsync(long creditId, AdjustmentMode mode, AdjustmentForm form, Actor actor, CancellationToken cancellationToken)
    {
        var credit = await AdjustableCredit.FindAsync(db, creditId, cancellationToken);
        if (credit is null) return null;
        if (!mode.Suits(credit.Kind)) mode = AdjustmentModes.Of(credit.Kind);

        form.Key = Guid.TryParse(form.Key, out var key) ? key.ToString("D") : Guid.NewGuid().ToString("D");
        var page = new AdjustmentPage
        {
            Mode = mode,
            Credit = credit,
            Status = credit.StatusAt(clock.Now()),
            Words = AdjustmentWords.Of(mode, credit.Unit, BookingStep.Of(credit.Kind, credit.StepMinutes, rules.BookingIntervalMinutes)),
            Form = form,
        };
        if (page.IsOver || form.Amount is null) return page;

        var reading = AdjustmentReading.Of(mode, form.Amount, credit.Unit);
        if (reading.Error is not null) return page with { AmountError = reading.Error };
        return await store.PreviewAsync(reading.Act(creditId, form.Key, actor, AnyReason), cancellationToken) switch
        {
            Done planned => page with { Effect = EffectOf(planned.Entries[0], reading) },
            Refused refused => page with { AmountError = reading.Explain(refused.Refusal, credit, rules) },
            _ => page,
        };
    }

    private static AdjustmentEffect EffectOf(EntryOutcome entry, AdjustmentReading reading) => new(
        ChangeWords.Will(entry.Amount, entry.BalanceBefore, entry.BalanceAfter, entry.Unit),
        ChangeWords.Confirm(entry.Amount, entry.Unit),
        reading.Typed,
        entry.BalanceBefore,
        entry.Amount < 0);
}

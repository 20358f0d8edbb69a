using System.Globalization;
using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Adjustments;

/// <summary>Records an adjustment that was confirmed (R17 to R22). The same form sent again records once and answers the same (R9).</summary>
public sealed class AdjustCredit(LedgerDbContext db, LedgerStore store, LedgerRules rules)
{
    /// <summary>Done with an <see cref="Adjusted"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long creditId, AdjustmentMode mode, AdjustmentForm form, Actor actor, CancellationToken cancellationToken)
    {
        var credit = await AdjustableCredit.FindAsync(db, creditId, cancellationToken);
        if (credit is null || !mode.Suits(credit.Kind)) return new Missing();

        var reading = AdjustmentReading.Of(mode, form.Amount, credit.Unit);
        if (reading.Error is not null) return new Invalid(new FieldError(nameof(form.Amount), reading.Error));
        if (!Guid.TryParse(form.Key, out var key) || form.Confirmed != reading.Typed.ToString(CultureInfo.InvariantCulture)) return new Unconfirmed();

        var act = reading.Act(creditId, key.ToString("D"), actor, form.Reason) with { InternalNote = form.InternalNote };
        if (mode == AdjustmentMode.SetBalance)
        {
            if (!long.TryParse(form.SeenBalance, NumberStyles.None, CultureInfo.InvariantCulture, out var seen)) return new Unconfirmed();
            act = act with { SeenBalance = seen };
        }

        return await store.ExecuteAsync(act, cancellationToken) switch
        {
            Done recorded => new Done<Adjusted>(AdjustedOf(recorded, credit)),
            KeyReused reused => new KeyUsed(reused.PostingId),
            Busy => new TryAgain(),
            Refused refused => Explain(refused.Refusal, reading, credit),
            _ => throw new InvalidOperationException("The ledger gave an answer that is not known here."),
        };
    }

    private static Adjusted AdjustedOf(Done recorded, AdjustableCredit credit)
    {
        var entry = recorded.Entries[0];
        return new Adjusted(
            recorded.PostingId, credit.OwnerId, credit.Kind, ChangeWords.Did(entry.Amount, entry.BalanceBefore, entry.BalanceAfter, entry.Unit));
    }

    private Outcome Explain(Refusal refusal, AdjustmentReading reading, AdjustableCredit credit) => refusal.Reason switch
    {
        RefusalReason.NotFound => new Missing(),
        RefusalReason.Stale => new Conflict(refusal.Message),
        _ => new Invalid(new FieldError(
            refusal.Field switch
            {
                RefusedField.Amount => nameof(AdjustmentForm.Amount),
                RefusedField.Text => nameof(AdjustmentForm.Reason),
                RefusedField.InternalNote => nameof(AdjustmentForm.InternalNote),
                _ => "",
            },
            reading.Explain(refusal, credit, rules))),
    };
}

/// <summary>An adjustment that was recorded.</summary>
/// <param name="PostingId">Its posting.</param>
/// <param name="OwnerId">The member whose credit it is.</param>
/// <param name="Kind">The credit's kind.</param>
/// <param name="Text">What happened, in words and numbers.</param>
public sealed record Adjusted(long PostingId, long OwnerId, BenefitKind Kind, string Text);

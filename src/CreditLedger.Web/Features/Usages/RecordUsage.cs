using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Usages;

/// <summary>Records a usage that was confirmed (R33). The same form sent again records once and answers the same (R9).</summary>
public sealed class RecordUsage(LedgerDbContext db, ShowUsage show, LedgerStore store, SiteZone zone, TimeProvider clock)
{
    /// <summary>Done with a <see cref="Used"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long memberId, UsageForm form, bool mayGoFurtherBack, Actor actor, CancellationToken cancellationToken)
    {
        if (!await db.Members.AnyAsync(member => member.Id == memberId, cancellationToken)) return new Missing();
        var now = clock.Now();
        var today = zone.DayOf(now);
        var (reading, errors) = UsageReading.Of(form, await show.OptionsAsync(memberId, now, cancellationToken), today);
        if (reading is null) return new Invalid(errors);
        if (!Guid.TryParse(form.Key, out var key) || form.Confirmed != reading.Token) return new Unconfirmed();

        var act = reading.Act(memberId, key.ToString("D"), actor, form.Description, mayGoFurtherBack, today, zone) with { InternalNote = form.InternalNote };
        return await store.ExecuteAsync(act, cancellationToken) switch
        {
            Done recorded => new Done<Used>(new Used(recorded.PostingId, reading.Unit.Kind, UsageWords.Did(recorded.Entries))),
            KeyReused reused => new KeyUsed(reused.PostingId),
            Busy => new TryAgain(),
            Refused refused => new Invalid(Explain(refused.Refusal)),
            _ => throw new InvalidOperationException("The ledger gave an answer that is not known here."),
        };
    }

    internal static FieldError Explain(Refusal refusal) => new(
        refusal.Field switch
        {
            RefusedField.Amount => nameof(UsageForm.Quantity),
            RefusedField.Benefit or RefusedField.Credit => nameof(UsageForm.What),
            RefusedField.Service => nameof(UsageForm.Service),
            RefusedField.UsedAt => nameof(UsageForm.UsedOn),
            RefusedField.Text => nameof(UsageForm.Description),
            RefusedField.InternalNote => nameof(UsageForm.InternalNote),
            _ => "",
        },
        refusal.Message);
}

/// <summary>A usage that was recorded.</summary>
/// <param name="PostingId">Its posting.</param>
/// <param name="Kind">What was used.</param>
/// <param name="Text">What happened, in words and numbers.</param>
public sealed record Used(long PostingId, BenefitKind Kind, string Text);

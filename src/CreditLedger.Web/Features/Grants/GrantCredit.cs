using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Grants;

/// <summary>Gives a member a credit that was confirmed. The same form sent again records once and answers the same (R9).</summary>
public sealed class GrantCredit(LedgerDbContext db, LedgerStore store, SiteZone zone, TimeProvider clock)
{
    /// <summary>Done with a <see cref="Granted"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long memberId, GrantForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (!await db.Members.AnyAsync(member => member.Id == memberId, cancellationToken)) return new Missing();
        var benefits = await GrantableBenefit.Query(db).ToListAsync(cancellationToken);
        var (reading, errors) = GrantReading.Of(form, benefits, zone.DayOf(clock.Now()));
        if (reading is null) return new Invalid(errors);
        if (!Guid.TryParse(form.Key, out var key) || form.Confirmed != reading.Token) return new Unconfirmed();

        var act = reading.Act(memberId, key.ToString("D"), actor, form.Description, zone) with { InternalNote = form.InternalNote };
        return await store.ExecuteAsync(act, cancellationToken) switch
        {
            Done recorded => new Done<Granted>(new Granted(recorded.PostingId, reading.Benefit.Kind, reading.Did)),
            KeyReused reused => new KeyUsed(reused.PostingId),
            Busy => new TryAgain(),
            Refused { Refusal.Field: RefusedField.Member } => new Missing(),
            Refused refused => new Invalid(Explain(refused.Refusal)),
            _ => throw new InvalidOperationException("The ledger gave an answer that is not known here."),
        };
    }

    internal static FieldError Explain(Refusal refusal) => new(
        refusal.Field switch
        {
            RefusedField.Amount => nameof(GrantForm.Amount),
            RefusedField.Benefit => nameof(GrantForm.Benefit),
            RefusedField.StartsAt => nameof(GrantForm.StartsOn),
            RefusedField.ExpiresAt => nameof(GrantForm.ExpiresOn),
            RefusedField.Priority => nameof(GrantForm.Priority),
            RefusedField.Text => nameof(GrantForm.Description),
            RefusedField.InternalNote => nameof(GrantForm.InternalNote),
            _ => "",
        },
        refusal.Message);
}

/// <summary>A grant that was recorded.</summary>
/// <param name="PostingId">Its posting.</param>
/// <param name="Kind">The credit's kind.</param>
/// <param name="Text">What happened, in words and numbers.</param>
public sealed record Granted(long PostingId, BenefitKind Kind, string Text);

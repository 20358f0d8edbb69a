using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Adjusting;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Ledger.Time;
using CreditLedger.Web.Infrastructure.Outcomes;
using CreditLedger.Web.Infrastructure.Pages;

namespace CreditLedger.Web.Features.Credits.Moves;

/// <summary>Extends, transfers or revokes what was confirmed (R23). The same form sent again records once and answers the same (R9).</summary>
public sealed class RecordMove(LedgerDbContext db, LedgerStore store, ReadMove read, SiteZone zone)
{
    /// <summary>Done with a <see cref="Moved"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(MoveMode mode, long? creditId, MoveForm form, Actor actor, CancellationToken cancellationToken)
    {
        var one = creditId is { } id ? await AdjustableCredit.FindAsync(db, id, cancellationToken) : null;
        if (creditId is not null && one is null) return new Missing();
        var (reading, errors, _) = await read.RunAsync(mode, one is null ? CreditNumbers.Read(form.Credits) : [one.Id], one, form, cancellationToken);
        if (reading is null) return new Invalid(errors);
        if (!Guid.TryParse(form.Key, out var key) || form.Confirmed != reading.Token(zone)) return new Unconfirmed();

        var act = reading.Act(key.ToString("D"), actor, form.Reason, zone) with { InternalNote = form.InternalNote };
        return await store.ExecuteAsync(act, cancellationToken) switch
        {
            Done recorded => new Done<Moved>(new Moved(
                recorded.PostingId, new MoveWords(reading, recorded.Entries).Did,
                one is null ? MovePage.ListPath(form.List) : BenefitTabs.PathOf(one.OwnerId, one.Kind))),
            KeyReused reused => new KeyUsed(reused.PostingId),
            Busy => new TryAgain(),
            Refused refused => new Invalid(Explain(refused.Refusal)),
            _ => throw new InvalidOperationException("The ledger gave an answer that is not known here."),
        };
    }

    internal static FieldError Explain(Refusal refusal) => new(
        refusal.Field switch
        {
            RefusedField.Amount => nameof(MoveForm.Amount),
            RefusedField.ExpiresAt => nameof(MoveForm.ExpiresOn),
            RefusedField.Member => nameof(MoveForm.Member),
            RefusedField.Text => nameof(MoveForm.Reason),
            RefusedField.InternalNote => nameof(MoveForm.InternalNote),
            _ => "",
        },
        refusal.Message);
}

/// <summary>A move that was recorded.</summary>
/// <param name="PostingId">Its posting.</param>
/// <param name="Text">What happened, in words and numbers.</param>
/// <param name="Path">Where one goes on.</param>
public sealed record Moved(long PostingId, string Text, string Path);

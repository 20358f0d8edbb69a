using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Amounts;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Outcomes;

namespace CreditLedger.Web.Features.Postings;

/// <summary>Undoes a posting as a whole, once (R24). The same form sent again records once and answers the same (R9).</summary>
public sealed class UndoPosting(LedgerStore store)
{
    /// <summary>Done with an <see cref="Undone"/>, or why not.</summary>
    public async Task<Outcome> RunAsync(long postingId, UndoForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(form.Key, out var key)) return new Unconfirmed();
        var act = new ReversalCommand(key.ToString("D"), actor) { PostingId = postingId, Description = form.Reason, InternalNote = form.InternalNote };
        return await store.ExecuteAsync(act, cancellationToken) switch
        {
            Done recorded => new Done<Undone>(UndoneOf(recorded)),
            KeyReused reused => new KeyUsed(reused.PostingId),
            Busy => new TryAgain(),
            Refused { Refusal.Reason: RefusalReason.NotFound } => new Missing(),
            Refused { Refusal: { Field: RefusedField.Text } refusal } => new Invalid(new FieldError(nameof(form.Reason), refusal.Message)),
            Refused { Refusal: { Field: RefusedField.InternalNote } refusal } => new Invalid(new FieldError(nameof(form.InternalNote), refusal.Message)),
            Refused refused => new Conflict(refused.Refusal.Message),
            _ => throw new InvalidOperationException("The ledger gave an answer that is not known here."),
        };
    }

    private static Undone UndoneOf(Done recorded)
    {
        var first = recorded.Entries[0];
        var text = recorded.Entries.Count == 1
            ? $"Undone. {ChangeWords.Did(first.Amount, first.BalanceBefore, first.BalanceAfter, first.Unit)}"
            : $"Undone: {recorded.Entries.Count} entries were reversed";
        var isOneTab = recorded.Entries.All(entry => entry.OwnerId == first.OwnerId && entry.Unit.Kind == first.Unit.Kind);
        return new Undone(recorded.PostingId, text, isOneTab ? first.OwnerId : null, first.Unit.Kind);
    }
}

/// <summary>An undoing that was recorded.</summary>
/// <param name="PostingId">The posting that undoes.</param>
/// <param name="Text">What happened, in words and numbers.</param>
/// <param name="OwnerId">The member, when all that moved is on one tab of one member.</param>
/// <param name="Kind">The kind that moved.</param>
public sealed record Undone(long PostingId, string Text, long? OwnerId, BenefitKind Kind);

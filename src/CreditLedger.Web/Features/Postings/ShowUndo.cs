using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Postings;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Postings;

/// <summary>Shows what undoing would do, decided by the same rule that will record it (R24). Writes nothing.</summary>
public sealed class ShowUndo(LedgerDbContext db, LedgerStore store)
{
    /// <summary>The page; none when there is no such posting.</summary>
    public async Task<UndoPage?> RunAsync(long postingId, UndoForm form, Actor actor, CancellationToken cancellationToken)
    {
        if (await PostingSummary.Query(db, postingId).FirstOrDefaultAsync(cancellationToken) is not { } posting) return null;
        form.Key = Guid.TryParse(form.Key, out var key) ? key.ToString("D") : Guid.NewGuid().ToString("D");
        var page = new UndoPage { Posting = posting, Form = form };
        return await store.PreviewAsync(new ReversalCommand(form.Key, actor) { PostingId = postingId }, cancellationToken) switch
        {
            Done planned => page with
            {
                Entries = planned.Entries,
                Notes = planned.Notes,
                OwnerNames = await OwnerNamesAsync(planned.Entries, cancellationToken),
            },
            Refused refused => page with
            {
                Refusal = refused.Refusal.Message,
                InTheWay = [.. refused.Refusal.Skipped.Select(credit => new InTheWay(credit.CreditId, credit.BenefitName))],
            },
            _ => page,
        };
    }

    private Task<Dictionary<long, string>> OwnerNamesAsync(IEnumerable<EntryOutcome> entries, CancellationToken cancellationToken)
    {
        var ids = entries.Take(UndoPage.MostShown).Select(entry => entry.OwnerId).Distinct().ToList();
        return db.Members.Where(member => ids.Contains(member.Id)).ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken);
    }
}

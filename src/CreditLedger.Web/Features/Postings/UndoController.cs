using CreditLedger.Data.Queries.Postings;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Postings;

/// <summary>Undoes what stands of a posting, or the parts of some members (R24).</summary>
[Route("postings/{id:long}/undo")]
[RequirePermission(Permission.Undo, MayAsk = true)]
public sealed class UndoController(FormTools tools, TimeProvider clock) : ConfirmedFormController<UndoForm, UndoPage>(
    tools, "undo", "/Features/Postings/Undo.cshtml")
{
    private const int MaxMembers = 500;

    protected override bool IsUndoOffered => false;

    // The button of a notice undoes at once what was recorded a moment ago: it sends a key alone.
    protected override bool IsConfirmed(UndoPage page) => page.Form.Confirmed is null || base.IsConfirmed(page);

    protected override async Task<UndoPage?> LoadAsync(long id, UndoForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (!isSent)
        {
            form.PostingsList = ListReader.Of(Request).Text(ListNames.Postings, ListReader.MaxStateLength);
            var ticked = Request.Query["member"].Where(member => FormText.Number(member) is not null).Take(MaxMembers);
            form.Members = string.Join(',', ticked);
            if (form.Members.Length == 0 && Request.Query.ContainsKey("ticked")) form.Members = UndoPage.NoMember;
        }

        if (await PostingSummary.Query(Tools.Db, id).FirstOrDefaultAsync(cancellationToken) is not { } posting) return null;
        var members = form.MemberIds;
        return new UndoPage(posting, form)
        {
            MayUndoAny = User.Can(Permission.Undo),
            MemberNames = members.Count == 0 ? [] : await Tools.Db.Members.Where(member => members.Contains(member.Id))
                .OrderBy(member => member.SortName).ThenBy(member => member.Id).Select(member => member.Name)
                .ToListAsync(cancellationToken),
        };
    }

    // One's own for a while: the rule says so again when it is recorded.
    protected override bool MayRecord(UndoPage page) => User.MayUndo(page.Posting.Row, clock.Now());

    protected override async Task<UndoPage> CompleteAsync(UndoPage page, CancellationToken cancellationToken)
    {
        var owners = page.Entries.Take(UndoPage.MaxShown).Select(entry => entry.OwnerId).Distinct().ToList();
        return page with
        {
            OwnerNames = await Tools.Db.Members.Where(member => owners.Contains(member.Id))
                .ToDictionaryAsync(member => member.Id, member => member.Name, cancellationToken),
        };
    }
}

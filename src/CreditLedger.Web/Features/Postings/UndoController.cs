using CreditLedger.Data.Queries.Postings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Postings;

/// <summary>Undoes a posting as a whole (R24).</summary>
[Route("postings/{id:long}/undo")]
[RequirePermission(Permission.Undo)]
public sealed class UndoController(FormTools tools) : ConfirmedFormController<UndoForm, UndoPage>(
    tools, "undo", "/Features/Postings/Undo.cshtml")
{
    protected override bool IsUndoOffered => false;

    // The button of a notice undoes at once what was recorded a moment ago: it sends a key alone.
    protected override bool IsConfirmed(UndoPage page) => page.Form.Confirmed is null || base.IsConfirmed(page);

    protected override async Task<UndoPage?> LoadAsync(long id, UndoForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (!isSent) form.PostingsList = ListReader.Of(Request).Text(ListNames.Postings, ListReader.MaxStateLength);
        return await PostingSummary.Query(Tools.Db, id).FirstOrDefaultAsync(cancellationToken) is { } posting
            ? new UndoPage(posting, form) : null;
    }

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

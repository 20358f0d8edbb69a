using System.Text.Json;
using CreditLedger.Data.Ledger;
using CreditLedger.Data.Queries.Approvals;
using CreditLedger.Ledger.Approvals;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Shared;

/// <summary>Keeps a form for an admin who may do what it asks for, and gives it back as it was typed.</summary>
public sealed class AskAdmin(LedgerStore store, ApprovalsQuery approvals, TimeProvider clock)
{
    /// <summary>The query that names the request a form is opened from.</summary>
    public const string Query = "approval";

    // The new form has a key of its own, and lists that the one who asked had open are not the admin's.
    private static readonly string[] NotKept =
        [nameof(ConfirmedForm.Key), nameof(ConfirmedForm.MembersList), nameof(ConfirmedForm.FromRequest)];

    /// <summary>Asks an admin for what a page shows; none when it could not be kept, and the page says why.</summary>
    public async Task<IActionResult?> AskAsync(Controller controller, ConfirmedPage page, string act, CancellationToken cancellationToken)
    {
        var fields = SentFields.Of(controller.Request.Form, NotKept);
        var summary = $"{char.ToUpperInvariant(act[0])}{act[1..]}: {page.Summary}";
        var command = new AskApprovalCommand(page.Typed.Key!, controller.User.Actor())
        { Path = page.Path, Fields = JsonSerializer.Serialize(fields), Summary = summary };
        var note = AuditLog.NoteOf(
            controller.HttpContext, "ask an admin", done => FormattableString.Invariant($"request {done.Id}, {page.Path}"));
        var outcome = await store.RunAsync(note, command, _ => "", cancellationToken);
        if (outcome is not Done<Done>({ Id: var id }))
        {
            controller.ModelState.Explain(outcome);
            return null;
        }

        return controller.Finish(page.BackPath,
            $"An admin was asked. Nothing is recorded until one agrees, within {ApprovalRow.Days} days.",
            new NoticeAction("See the request", Routes.Approval(id)));
    }

    /// <summary>The form that was asked for, where this address names a request about it; none otherwise.</summary>
    public async Task<TForm?> TakeAsync<TForm>(Controller controller, CancellationToken cancellationToken)
        where TForm : ConfirmedForm, new()
    {
        if (FormText.Number(controller.Request.Query[Query]) is not { } id) return null;
        if (await FindAsync(id, cancellationToken) is not { Row: var row } || row.Path != controller.Request.Path) return null;
        if (!MaySee(controller, row)) return null;
        var form = await SentFields.BindAsync<TForm>(controller, JsonSerializer.Deserialize<Dictionary<string, string?[]>>(row.Fields)!);
        form.FromRequest = row.IsOpenAt(clock.Now()) ? FormText.Of(id) : null;
        return form;
    }

    /// <summary>A request.</summary>
    public Task<ApprovalSummary?> FindAsync(long id, CancellationToken cancellationToken) => approvals.FindAsync(id, cancellationToken);

    /// <summary>Whether one may see a request: one's own, or any for those who decide.</summary>
    public static bool MaySee(Controller controller, ApprovalRow asked) =>
        controller.User.Can(Permission.DecideRequests) || asked.AskedById == controller.User.UserId();
}

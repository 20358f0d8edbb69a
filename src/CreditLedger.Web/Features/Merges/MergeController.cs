using CreditLedger.Data.Queries;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Merges;

/// <summary>"Merge with ...": another record of the same person becomes a pointer to this one (R50).</summary>
[Route("members/{id:long:min(1)}/merge")]
[RequirePermission(Permission.Merge)]
public sealed class MergeController(FormTools tools, MemberQuery members, FindMember find)
    : ConfirmedFormController<MergeForm, MergePage>(tools, "merge members", "/Features/Merges/Merge.cshtml")
{
    protected override bool IsUndoOffered => false;

    protected override async Task<MergePage?> LoadAsync(long id, MergeForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await members.RunAsync(id, cancellationToken) is not { } member) return null;

        // Two records of one person often have one name: the other one is meant.
        var match = await find.RunAsync(form.Member, cancellationToken);
        var others = match.Choices.Where(choice => choice.Id != id).ToList();

        // Looked up after the search: a copy that is recorded in between is noticed by one of the two.
        if (isSent && others.Count != 1 && await MergedByAsync(form.Key, id, cancellationToken) is { } merged)
            return new MergePage(member, merged, form);
        return new MergePage(member, others.Count == 0 ? match : match with { Choices = others }, form);
    }

    // A form that is sent again means the record that it merged, which its name and reference do not find any more (R9).
    private async Task<MemberMatch?> MergedByAsync(string? key, long intoId, CancellationToken cancellationToken)
    {
        var made = Tools.Db.Requests.Where(request => request.IdempotencyKey == key).Select(request => request.MadeId);
        var merged = await Tools.Db.MemberMerges.Where(merge => merge.IntoId == intoId && made.Contains(merge.Id))
            .Join(Tools.Db.Members, merge => merge.FromId, member => member.Id, (_, member) =>
                new MemberChoice(member.Id, member.Name, member.Reference, member.Email, member.Kind))
            .FirstOrDefaultAsync(cancellationToken);
        return merged is null ? null : new MemberMatch(merged.Reference, [merged], "1");
    }
}

/// <summary>"Undo" of a merge: what remains goes back (R50).</summary>
[Route("merges/{id:long:min(1)}/undo")]
[RequirePermission(Permission.Merge)]
public sealed class UndoMergeController(FormTools tools, MergesQuery merges)
    : ConfirmedFormController<UndoMergeForm, UndoMergePage>(tools, "undo merge", "/Features/Merges/Undo.cshtml")
{
    protected override bool IsUndoOffered => false;

    protected override async Task<UndoMergePage?> LoadAsync(
        long id, UndoMergeForm form, bool isSent, CancellationToken cancellationToken) =>
        await merges.OneAsync(id, cancellationToken) is { } merge ? new UndoMergePage(merge, form) : null;
}

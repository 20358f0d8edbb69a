using CreditLedger.Data.Queries;
using Microsoft.AspNetCore.Mvc;

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
        return new MergePage(member, others.Count == 0 ? match : match with { Choices = others }, form);
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

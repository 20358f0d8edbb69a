using CreditLedger.Data.Queries.Groups;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Groups;

/// <summary>"Remove from the group": at once, or after a last day (R13). What was used stays in the history.</summary>
[Route("groups/{id:long:min(1)}/members/{memberId:long:min(1)}/remove")]
[RequirePermission(Permission.ManageGroups)]
public sealed class GroupRemovalController(FormTools tools, GroupQuery groups, TimeProvider clock)
    : ConfirmedFormController<GroupRemovalForm, GroupRemovalPage>(tools, "change group", "/Features/Groups/Removal.cshtml")
{
    /// <inheritdoc />
    protected override bool IsUndoOffered => false;

    /// <inheritdoc />
    protected override async Task<GroupRemovalPage?> LoadAsync(
        long id, GroupRemovalForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return null;
        if (group.MemberOf(this.RouteNumber("memberId")) is not { } member) return null;
        if (!isSent) (form.Version, form.When) = (group.Version, "now");
        return new GroupRemovalPage(group, member, form);
    }
}

/// <summary>The form that takes a member out of a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Member">The member.</param>
/// <param name="Form">What was typed.</param>
public sealed record GroupRemovalPage(GroupDetails Group, GroupMemberDetails Member, GroupRemovalForm Form)
    : ConfirmedPage<GroupRemovalForm>(Form)
{
    public override string Path => Routes.Group(Group.Id, "members", FormText.Of(Member.MemberId), "remove");

    public override string NextPath => Routes.Group(Group.Id);

    public override string Prompt => "Choose when it is over. What it changes appears here before you confirm.";

    public override bool IsRemoval => true;

    public override bool MayConfirm => Planned is { Changed: true };

    public override string Will => $"{Member.Name} may use nothing of {Group.OwnerName} through {Group.Name} {When}";

    public override string Confirm => $"Yes, remove {Member.Name}";

    public override IReadOnlyList<string> Notes =>
        ["What was used stays in the history. A use that took place before may still be recorded."];

    private string When => Asked.LastDay is { } last ? $"after {Wording.Day(last)}" : "from now on";

    private RemoveGroupMemberCommand Asked => (RemoveGroupMemberCommand)Command!;

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors)
    {
        if (Form.When == "day" && string.IsNullOrWhiteSpace(Form.LastDay))
            errors.Add(new FieldError(nameof(Form.LastDay), DayText.NotADay));
        return new RemoveGroupMemberCommand(key, actor)
        {
            Id = Group.Id,
            SeenVersion = Form.Version,
            MemberId = Member.MemberId,
            LastDay = Form.When == "day" ? DayText.Read(Form.LastDay) : null,
        };
    }

    public override string Did(Done recorded) => Asked.LastDay is { } last
        ? $"{Member.Name} is in {Group.Name} until the end of {Wording.Day(last)}."
        : $"{Member.Name} was removed. What was used stays in the history.";

    public override string? UndoOf(Done recorded) => recorded.Changed
        ? Routes.Group(Group.Id, "members", FormText.Of(Member.MemberId), "put-back") + "?when=never" : null;

    public override FormattableString About(Done recorded) => $"group {Group.Id}, member {Member.MemberId}";
}

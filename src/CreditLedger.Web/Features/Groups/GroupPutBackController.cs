using CreditLedger.Data.Queries.Groups;
using CreditLedger.Ledger.Sharing;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Groups;

/// <summary>"Put back": returns a removed member to a group with the same right, named benefits and caps (R13).</summary>
[Route("groups/{id:long:min(1)}/members/{memberId:long:min(1)}/put-back")]
[RequirePermission(Permission.ManageGroups)]
public sealed class GroupPutBackController(FormTools tools, GroupQuery groups, FindMember find, SiteZone zone, TimeProvider clock)
    : ConfirmedFormController<GroupPutBackForm, GroupPutBackPage>(tools, "change group", "/Features/Groups/PutBack.cshtml")
{
    /// <inheritdoc />
    protected override bool IsUndoOffered => false;

    /// <inheritdoc />
    protected override async Task<GroupPutBackPage?> LoadAsync(
        long id, GroupPutBackForm form, bool isSent, CancellationToken cancellationToken)
    {
        if (await groups.OneAsync(id, clock.Now(), cancellationToken) is not { } group) return null;
        if (group.MemberOf(this.RouteNumber("memberId")) is not { InGroup.Until: not null } member) return null;
        if ((await find.RunAsync(member.Reference, cancellationToken)).Only is not { } found) return null;
        if (!isSent) (form.Version, form.When) = (group.Version, Request.Query["when"] == "never" ? "never" : "now");
        return new GroupPutBackPage(group, member, found.AsParty(), zone, form);
    }
}

/// <summary>The form that puts a member back into a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Member">The member as they were when they left.</param>
/// <param name="Party">The member as the rule sees them.</param>
/// <param name="Zone">The site's zone.</param>
/// <param name="Form">What was typed.</param>
public sealed record GroupPutBackPage(
    GroupDetails Group, GroupMemberDetails Member, GroupParty Party, SiteZone Zone, GroupPutBackForm Form)
    : ConfirmedPage<GroupPutBackForm>(Form)
{
    public override string Path => Routes.Group(Group.Id, "members", FormText.Of(Member.MemberId), "put-back");

    public override string NextPath => Routes.Group(Group.Id);

    public override string Prompt => "Choose from when. What it changes appears here before you confirm.";

    public override bool MayConfirm => Planned is { Changed: true };

    public override string Will => $"{GroupText.Sentence(Member.Name, GroupText.What(
        Member.HasRight, Member.Benefits?.Select(benefit => benefit.Name)), Group.OwnerName)} through {Group.Name} again, {When}";

    public override string Confirm => $"Yes, put {Member.Name} back";

    public override IReadOnlyList<string> Notes =>
    [
        "The right, the named benefits and the caps are those from before the removal. No end is set.",
        .. Asked.AsIfNeverLeft || Group.ArchivedAt is not null ? (string[])[]
            : [$"Not for uses that took place between {GroupText.Until(Member.InGroup, Zone)} and now."],
        .. Group.ArchivedAt is null ? (string[])[] : [$"{Group.Name} is archived: it shares nothing until it is restored."],
    ];

    private string When => Asked.AsIfNeverLeft ? "as if it had never ended" : "from now on";

    private PutBackGroupMemberCommand Asked => (PutBackGroupMemberCommand)Command!;

    public override LedgerCommand? Ask(string key, Actor actor, List<FieldError> errors) => new PutBackGroupMemberCommand(key, actor)
    {
        Id = Group.Id,
        SeenVersion = Form.Version,
        Member = Party,
        AsIfNeverLeft = Form.When == "never",
    };

    public override string Did(Done recorded) => $"{Member.Name} is in {Group.Name} again, {When}.";

    public override FormattableString About(Done recorded) => $"group {Group.Id}, member {Member.MemberId}";
}

/// <summary>What was typed in the form. Group and member are taken from the path alone.</summary>
public sealed class GroupPutBackForm : ConfirmedForm
{
    /// <summary>The version of the group that the person was shown.</summary>
    public int Version { get; set; }

    /// <summary><c>now</c>, or <c>never</c>: as if they had never left.</summary>
    [Field(RefusedField.Member)]
    public string? When { get; set; }
}

/// <inheritdoc />
public sealed class GroupPutBackFormValidator : ConfirmedFormValidator<GroupPutBackForm>
{
    public GroupPutBackFormValidator() => OneOf(form => form.When, "Choose from when.", "now", "never");
}

using CreditLedger.Data.Queries.Groups;

namespace CreditLedger.Web.Features.Groups;

/// <summary>The form of a group.</summary>
/// <param name="Group">The group as it is; none for a new one.</param>
/// <param name="Form">What was typed; nothing of it is lost.</param>
public sealed record GroupFormPage(GroupDetails? Group, GroupForm Form)
{
    /// <summary>Where it is sent.</summary>
    public string Path => Group is null ? Routes.NewGroup : Routes.Group(Group.Id, "edit");
}

/// <summary>The form of one member of a group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Member">The member as it is.</param>
/// <param name="Form">What was typed; nothing of it is lost.</param>
public sealed record GroupMemberPage(GroupDetails Group, GroupMemberDetails Member, GroupMemberForm Form)
{
    /// <summary>Where it is sent.</summary>
    public string Path => Routes.Group(Group.Id, "members", FormText.Of(Member.MemberId));
}

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

using Microsoft.AspNetCore.Authorization;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>Lets in users who are signed in with a role that has the permission.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequirePermissionAttribute(Permission permission) : AuthorizeAttribute, IAuthorizationRequirement,
IAuthorizationRequirementData
{
    public Permission Permission { get; } = permission;

    /// <summary>
    /// Whether those who lack it are let in to ask an admin: the form records nothing then but the request
    /// (<c>ConfirmedFormController</c>).
    /// </summary>
    public bool MayAsk { get; set; }

    /// <summary>Whether someone who has a permission or lacks it is let in.</summary>
    public bool IsMetBy(Func<Permission, bool> can) => can(Permission) || (MayAsk && can(Permission.AskAdmin));

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

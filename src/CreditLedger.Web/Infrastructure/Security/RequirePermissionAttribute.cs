using Microsoft.AspNetCore.Authorization;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>Lets in users who are signed in with a role that has the permission.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequirePermissionAttribute(Permission permission) : AuthorizeAttribute, IAuthorizationRequirement,
IAuthorizationRequirementData
{
    public Permission Permission { get; } = permission;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

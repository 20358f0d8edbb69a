using Microsoft.AspNetCore.Authorization;

namespace CreditLedger.Web.Infrastructure.Security;

internal sealed class PermissionHandler : AuthorizationHandler<RequirePermissionAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequirePermissionAttribute requirement)
    {
        if (requirement.IsMetBy(context.User.Can)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>
/// The policy of endpoints that name none: nobody. A path without an endpoint passes, to become a 404, and so does what routing itself
/// answers, such as 405.
/// </summary>
internal sealed class DenyByDefault : AuthorizationHandler<DenyByDefault>, IAuthorizationRequirement
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, DenyByDefault requirement)
    {
        if (context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

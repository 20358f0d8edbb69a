using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>Writes down who asked for what they may not have.</summary>
internal sealed class AuditedAuthorization(AuditLog audit) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Forbidden)
            await audit.DeniedAsync(context, "request", $"{context.Request.Method} {context.Request.Path}");
        await _usual.HandleAsync(next, context, policy, authorizeResult);
    }
}

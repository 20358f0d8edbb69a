using System.Globalization;
using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// What the sign-in cookie is worth at each request: nothing once the account is gone, disabled or changed (password, role), nothing
/// after the absolute limit. One read by primary key per request is the price of "at once".
/// </summary>
internal sealed class SessionRules(
    AccountQuery accounts, IOptions<IdentityOptions> identity, DemoAccounts demo, SiteOptions site, InterruptedForm interrupted,
    TimeProvider clock) : CookieAuthenticationEvents
{
    private const string StartedAt = "started-at";

    public override Task SigningIn(CookieSigningInContext context)
    {
        context.Properties.Items[StartedAt] = Instants.ToMilliseconds(clock.Now()).ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (!IsTooOld(context.Properties) && await IsCurrentAsync(context)) return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
    }

    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (HttpMethods.IsPost(context.Request.Method)) await interrupted.KeepAsync(context.HttpContext);
        if (!context.Request.Headers.ContainsKey("HX-Request"))
        {
            await base.RedirectToLogin(context);
            return;
        }

        // A fragment must not be replaced by the sign-in page: the whole page goes there.
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers["HX-Redirect"] = context.RedirectUri;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private bool IsTooOld(AuthenticationProperties properties)
    {
        if (!properties.Items.TryGetValue(StartedAt, out var text)
            || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var started))
            return true;
        return Instants.ToMilliseconds(clock.Now()) - started > (long)TimeSpan.FromHours(site.SessionHours).TotalMilliseconds;
    }

    private async Task<bool> IsCurrentAsync(CookieValidatePrincipalContext context)
    {
        var principal = context.Principal!;
        var claims = identity.Value.ClaimsIdentity;
        if (!long.TryParse(principal.FindFirst(claims.UserIdClaimType)?.Value, CultureInfo.InvariantCulture, out var id)) return false;
        var user = await accounts.RunAsync(id, context.HttpContext.RequestAborted);
        if (user is null || demo.AreRefused(user.Email) || user.IsDisabled()) return false;
        var stamp = principal.FindFirst(claims.SecurityStampClaimType)?.Value;
        return stamp == user.SecurityStamp && principal.Role() == user.Role;
    }
}

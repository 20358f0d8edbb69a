using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Security.Claims;
using CreditLedger.Data;
using CreditLedger.Data.Identity;
using CreditLedger.Data.Queries;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// What the sign-in cookie is worth at each request: nothing once its session was ended or the account is gone, disabled or changed
/// (password, role), nothing after the absolute limit. One read by primary keys per request is the price of "at once".
/// </summary>
internal sealed class SessionRules(
    AccountQuery accounts, UserSessions sessions, LastSeen seen, DeviceCookie devices, IOptions<IdentityOptions> identity,
    DemoAccounts demo, SiteOptions site, InterruptedForm interrupted, TimeProvider clock) : CookieAuthenticationEvents
{
    private const string StartedAt = "started-at";

    // However someone came in, by password or by a link: the session begins here, and the browser is one that signed in.
    public override async Task SigningIn(CookieSigningInContext context)
    {
        context.Properties.Items[StartedAt] = Instants.ToMilliseconds(clock.Now()).ToString(CultureInfo.InvariantCulture);
        var userId = context.Principal!.UserId();
        var id = await sessions.StartAsync(userId, TimeSpan.FromHours(site.SessionHours), context.HttpContext.RequestAborted);
        ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(new Claim(CurrentUser.SessionClaim, id));
        devices.Remember(context.HttpContext, userId);
    }

    // Not only the cookie goes: a copy of it is worth nothing either.
    public override Task SigningOut(CookieSigningOutContext context) =>
        context.HttpContext.User.FindFirstValue(CurrentUser.SessionClaim) is { } id
            ? sessions.EndAsync(id, context.HttpContext.RequestAborted)
            : Task.CompletedTask;

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        try
        {
            if (!IsTooOld(context.Properties) && await IsCurrentAsync(context))
            {
                seen.Note(context.Principal!.UserId());
                return;
            }
        }
        catch (Exception exception) when (DatabaseFaults.IsOutage(exception))
        {
            // Nobody is signed out by an outage. The answer is kept with the request: thrown here, it would be thrown again at the page
            // that says what failed.
            context.HttpContext.Features.Set(new SignInOutage(ExceptionDispatchInfo.Capture(exception)));
            context.RejectPrincipal();
            return;
        }

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
        if (principal.FindFirstValue(CurrentUser.SessionClaim) is not { } session) return false;
        var user = await accounts.RunAsync(id, session, context.HttpContext.RequestAborted);
        if (user is null || demo.AreRefused(user.Email) || user.IsDisabled()) return false;
        var stamp = principal.FindFirst(claims.SecurityStampClaimType)?.Value;
        return stamp == user.SecurityStamp && principal.Role() == user.Role;
    }
}

/// <summary>That the database could not be asked who a request comes from.</summary>
internal sealed record SignInOutage(ExceptionDispatchInfo Cause);

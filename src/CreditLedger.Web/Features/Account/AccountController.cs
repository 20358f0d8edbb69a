using CreditLedger.Data;
using CreditLedger.Data.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Account;

/// <summary>Coming in and going out.</summary>
[Route("account")]
[EnableRateLimiting(SecurityRegistration.SignInLimit)]
public sealed class AccountController : Controller
{
    private const string NotAccepted =
        "E-mail and password do not match, or the account is disabled. After five wrong passwords you must wait before the next " +
        "try: one minute at first, later up to 15 minutes.";

    [AllowAnonymous]
    [HttpGet("sign-in")]
    public async Task<IActionResult> SignIn(
        [FromQuery] string? returnUrl, [FromServices] LedgerDbContext context, CancellationToken cancellationToken)
    {
        if (User.Identity is { IsAuthenticated: true }) return Onward(returnUrl);
        ViewData["NoAccounts"] = !await context.Users.AnyAsync(cancellationToken);
        return View(new SignInForm { ReturnUrl = returnUrl });
    }

    [AllowAnonymous]
    [HttpPost("sign-in")]
    public async Task<IActionResult> SignIn([FromForm] SignInForm form, [FromServices] SignIn signIn)
    {
        if (ModelState.IsValid)
        {
            if (await signIn.RunAsync(form.Email!, form.Password!)) return Onward(form.ReturnUrl);
            ModelState.AddModelError("", NotAccepted);
        }

        return Again(form);
    }

    [Authorize]
    [HttpPost("sign-out")]
    public async Task<IActionResult> LeaveAsync([FromServices] SignInManager<AppUser> signIns, [FromServices] AuditLog audit)
    {
        await audit.AllowedAsync(HttpContext, "sign out");
        await signIns.SignOutAsync();
        return Redirect("/account/sign-in");
    }

    [AllowAnonymous]
    [HttpGet("set-password")]
    public async Task<IActionResult> SetPassword([FromQuery] long user, [FromQuery] string? token, [FromServices] PasswordLink links) =>
        await links.FindAsync(user, token) is { } found
            ? NewPasswordView(new NewPasswordForm { User = user, Token = token }, found.Email)
            : LinkDoesNotHold();

    [AllowAnonymous]
    [HttpPost("set-password")]
    public async Task<IActionResult> SetPassword(
        [FromForm] NewPasswordForm form, [FromServices] PasswordLink links, [FromServices] SetPassword setPassword)
    {
        if (ModelState.IsValid)
        {
            var problems = await setPassword.RunAsync(form.User, form.Token, form.Password!);
            if (problems is { Count: 0 }) return Redirect("/");
            foreach (var problem in problems ?? []) ModelState.AddModelError(nameof(form.Password), problem);
        }

        return await links.FindAsync(form.User, form.Token) is { } found ? NewPasswordView(form, found.Email) : LinkDoesNotHold();
    }

    [AllowAnonymous]
    [HttpGet("first-admin")]
    public async Task<IActionResult> FirstAdmin(
        [FromQuery] string? token, [FromServices] CreateFirstAdmin first, CancellationToken cancellationToken) =>
        await first.IsOpenAsync(token, cancellationToken) ? View(new FirstAdminForm { Token = token }) : LinkDoesNotHold();

    [AllowAnonymous]
    [HttpPost("first-admin")]
    public async Task<IActionResult> FirstAdmin(
        [FromForm] FirstAdminForm form, [FromServices] CreateFirstAdmin first, CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            var problems = await first.RunAsync(form, cancellationToken);
            if (problems is { Count: 0 }) return Redirect("/");
            foreach (var problem in problems ?? []) ModelState.AddModelError(nameof(form.Password), problem);
        }

        return await first.IsOpenAsync(form.Token, cancellationToken) ? Again(form) : LinkDoesNotHold();
    }

    private ViewResult NewPasswordView(NewPasswordForm form, string? email)
    {
        ViewData["Email"] = email;
        return Again(form);
    }

    // What is a secret does not come back in the page.
    private ViewResult Again<T>(T form)
    {
        ModelState.SetModelValue("Password", null, null);
        ModelState.SetModelValue("Repeated", null, null);
        if (!ModelState.IsValid) Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(form);
    }

    private ViewResult LinkDoesNotHold()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View("LinkDoesNotHold");
    }

    // Only within this site: a link from elsewhere must not send anyone elsewhere after the password.
    private IActionResult Onward(string? returnUrl) => Url.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl) : Redirect("/");
}

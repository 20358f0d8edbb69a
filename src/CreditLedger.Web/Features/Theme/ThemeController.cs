using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Features.Theme;

/// <summary>Keeps the choice of colours; for visitors too.</summary>
[AllowAnonymous]
public sealed class ThemeController : Controller
{
    [HttpPost("/theme")]
    public IActionResult Choose([FromForm] string? theme, [FromForm] string? returnUrl, [FromServices] SiteCookies cookies)
    {
        var options = new CookieOptions
        {
            MaxAge = TimeSpan.FromDays(365),
            Path = "/",
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true
        };
        Response.Cookies.Append(cookies.Theme, Shared.Theme.Known(theme), options);
        return Url.IsLocalUrl(returnUrl) ? LocalRedirect(returnUrl) : Redirect("/");
    }
}

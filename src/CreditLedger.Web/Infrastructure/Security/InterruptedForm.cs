using System.Text.Json;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// A form that was sent after its session had ended. What was typed is kept in the browser, encrypted and for half an hour, until its page
/// is opened again: signing in loses nothing. What was confirmed is not kept: it is confirmed again.
/// </summary>
public sealed class InterruptedForm(IDataProtectionProvider protection, SiteCookies cookies)
{
    private const int MaxLength = 12_000;

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("interrupted form").ToTimeLimitedDataProtector();
    private readonly ChunkingCookieManager _store = new();

    private string Cookie => cookies.Name("interrupted");

    /// <summary>Keeps the form of a request. One that another site sent is not kept.</summary>
    public async Task KeepAsync(HttpContext context)
    {
        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        if (!context.Request.HasFormContentType || site is not ("" or "same-origin")) return;
        var form = await context.Request.ReadFormAsync();
        var text = JsonSerializer.Serialize(new Kept(context.Request.Path.Value!, SentFields.Of(form)));
        if (text.Length <= MaxLength)
            _store.AppendResponseCookie(context, Cookie, _protector.Protect(text, Lasts),
            new CookieOptions { HttpOnly = true, MaxAge = Lasts });
    }

    /// <summary>The form that was sent from this page, with a word about it; none where none was interrupted. It is given once.</summary>
    public async Task<TForm?> TakeAsync<TForm>(ControllerBase controller)
        where TForm : class, new()
    {
        if (_store.GetRequestCookie(controller.HttpContext, Cookie) is not { } kept) return null;
        Kept sent;
        try
        {
            sent = JsonSerializer.Deserialize<Kept>(_protector.Unprotect(kept))!;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Too old, or not ours.
            return null;
        }

        var path = controller.Request.Path.Value!;
        if (sent.Path != path && !sent.Path.StartsWith(path + "/", StringComparison.Ordinal)) return null;
        _store.DeleteCookie(controller.HttpContext, Cookie, new CookieOptions());
        var form = await SentFields.BindAsync<TForm>(controller, sent.Fields);
        controller.ModelState.AddModelError("", "You were signed out; nothing was recorded. What you typed is here as it was.");
        return form;
    }

    private sealed record Kept(string Path, Dictionary<string, string?[]> Fields);
}

using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>
/// Marks a browser that signed in to an account, so that wrong passwords from elsewhere do not make it wait. It opens nothing: the password
/// is asked for all the same. Several people may share a browser, so the cookie names a device for each account.
/// </summary>
public sealed class DeviceCookie(IDataProtectionProvider protection, SiteCookies cookies)
{
    private const int MaxAccounts = 12;

    // The longest that browsers keep a cookie.
    private static readonly TimeSpan Lasts = TimeSpan.FromDays(400);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("device").ToTimeLimitedDataProtector();

    private string Cookie => cookies.Name("device");

    /// <summary>The device that this browser is for the account, none when it never signed in to it.</summary>
    public string? Find(HttpContext context, long userId) => Of(Read(context), userId);

    /// <summary>Remembers that this browser signed in to the account.</summary>
    public void Remember(HttpContext context, long userId)
    {
        var known = Read(context);
        var device = Of(known, userId) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var devices = known.Where(entry => entry.UserId != userId).Prepend((UserId: userId, Device: device)).Take(MaxAccounts);
        var text = string.Join(' ', devices.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.UserId}:{entry.Device}")));
        context.Response.Cookies.Append(Cookie, _protector.Protect(text, Lasts), new CookieOptions { HttpOnly = true, MaxAge = Lasts });
    }

    private static string? Of(List<(long UserId, string Device)> known, long userId) =>
        known.Where(entry => entry.UserId == userId).Select(entry => entry.Device).FirstOrDefault();

    private List<(long UserId, string Device)> Read(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } kept) return [];
        try
        {
            return
            [
                .. _protector.Unprotect(kept).Split(' ').Select(entry => entry.Split(':'))
                    .Select(parts => (long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1])),
            ];
        }
        catch (CryptographicException)
        {
            // Too old, or not ours.
            return [];
        }
    }
}

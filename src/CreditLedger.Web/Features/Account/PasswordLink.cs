using System.Globalization;
using System.Text;
using CreditLedger.Data.Identity;
using CreditLedger.Web.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace CreditLedger.Web.Features.Account;

/// <summary>The link with which someone sets a password: good once, because setting it changes what the token is made of.</summary>
public sealed class PasswordLink(UserManager<AppUser> users, SiteOptions site)
{
    /// <summary>A new link for an account.</summary>
    public async Task<string> CreateAsync(AppUser user)
    {
        var token = await users.GeneratePasswordResetTokenAsync(user);
        return string.Create(CultureInfo.InvariantCulture,
            $"{site.PublicUrl.TrimEnd('/')}/account/set-password?user={user.Id}&token={Encode(token)}");
    }

    /// <summary>The account of a link that still holds, none otherwise.</summary>
    public async Task<AppUser?> FindAsync(long userId, string? token)
    {
        var user = await users.FindByIdAsync(userId.ToString(CultureInfo.InvariantCulture));
        if (user is null || Decode(token) is not { } plain) return null;
        var holds = await users.VerifyUserTokenAsync(user, users.Options.Tokens.PasswordResetTokenProvider,
            UserManager<AppUser>.ResetPasswordTokenPurpose, plain);
        return holds ? user : null;
    }

    /// <summary>The token as Identity knows it; none when it is not one of ours.</summary>
    public static string? Decode(string? token)
    {
        try
        {
            return token is { Length: > 0 and < 2000 } ? Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Encode(string token) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token));
}

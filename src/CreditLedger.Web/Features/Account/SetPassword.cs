using CreditLedger.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CreditLedger.Web.Features.Account;

/// <summary>Sets the password that a link allows, signs its owner in, and ends every other session of the account.</summary>
public sealed class SetPassword(
    PasswordLink links, UserManager<AppUser> users, SignInManager<AppUser> signIns, UserSessions sessions, SignInTries tries,
    AuditLog audit, IHttpContextAccessor http)
{
    /// <returns>What is wrong with the password; none when it was set. <see langword="null"/> when the link does not hold.</returns>
    public async Task<IReadOnlyList<string>?> RunAsync(long userId, string? token, string password)
    {
        var context = http.HttpContext!;
        if (await links.FindAsync(userId, token) is not { } user)
        {
            await audit.DeniedAsync(context, "set password", "link does not hold");
            return null;
        }

        var done = await users.ResetPasswordAsync(user, PasswordLink.Decode(token)!, password);
        if (!done.Succeeded) return [.. done.Errors.Select(error => error.Description)];
        await sessions.EndAllAsync(user.Id, context.RequestAborted);
        await tries.ClearAsync(user.NormalizedEmail!, context.RequestAborted);
        await signIns.SignInAsync(user, isPersistent: false);
        await audit.AllowedAsync(context, "set password", who: user.Email);
        return [];
    }
}

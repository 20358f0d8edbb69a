using CreditLedger.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CreditLedger.Web.Features.Account;

/// <summary>
/// Tries an e-mail and a password. Whether the account is unknown, locked or the password wrong, the answer and the time it takes are
/// the same: a password is hashed every time.
/// </summary>
public sealed class SignIn(
    UserManager<AppUser> users, SignInManager<AppUser> signIns, IPasswordHasher<AppUser> hasher, DemoAccounts demo, AuditLog audit,
    IHttpContextAccessor http)
{
    private static readonly AppUser Nobody = new();
    private static string? _nobodysHash;

    public async Task<bool> RunAsync(string email, string password)
    {
        var user = await users.FindByEmailAsync(email.Trim());
        var context = http.HttpContext!;
        if (user?.PasswordHash is null || demo.AreRefused(user.Email) || await users.IsLockedOutAsync(user))
        {
            HashForNothing(password);
            audit.Denied(context, "sign in", user is null ? "unknown account" : "locked or closed account", email);
            return false;
        }

        var result = await signIns.CheckPasswordSignInAsync(user, password, lockoutOnFailure: true);
        if (!result.Succeeded)
        {
            audit.Denied(context, "sign in", result.IsLockedOut ? "wrong password, account now locked" : "wrong password", email);
            return false;
        }

        await signIns.SignInAsync(user, isPersistent: false);
        audit.Allowed(context, "sign in", $"role {user.Role}", user.Email);
        return true;
    }

    private void HashForNothing(string password)
    {
        _nobodysHash ??= hasher.HashPassword(Nobody, "nobody's password");
        hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
    }
}

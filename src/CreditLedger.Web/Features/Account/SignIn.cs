using System.Net;
using System.Net.Sockets;
using CreditLedger.Data.Identity;
using Microsoft.AspNetCore.Identity;

namespace CreditLedger.Web.Features.Account;

/// <summary>
/// Tries an e-mail and a password. Whether the account is unknown or closed, the password wrong, or the sender must wait, the answer and
/// the time it takes are the same: a try is counted and a password is hashed every time.
/// </summary>
public sealed class SignIn(
    UserManager<AppUser> users, SignInManager<AppUser> signIns, SignInTries tries, DeviceCookie devices,
    IPasswordHasher<AppUser> hasher, DemoAccounts demo, AuditLog audit, IHttpContextAccessor http)
{
    private static readonly AppUser Nobody = new();
    private static string? _nobodysHash;

    public async Task<bool> RunAsync(string email, string password)
    {
        var context = http.HttpContext!;
        var user = await users.FindByEmailAsync(email.Trim());
        var source = new SignInSource(users.NormalizeEmail(email.Trim())!, user is not null,
            user is null ? null : devices.Find(context, user.Id), Network(context.Connection.RemoteIpAddress));
        var mayTry = await tries.TakeAsync(source, context.RequestAborted);
        if (!mayTry || user?.PasswordHash is null || demo.AreRefused(user.Email) || user.IsDisabled())
        {
            HashForNothing(password);
            var why = !mayTry ? "too many wrong passwords, must wait" : user is null ? "unknown account" : "closed account";
            await audit.DeniedAsync(context, "sign in", why, user?.Email ?? Unknown(email));
            return false;
        }

        if (!await users.CheckPasswordAsync(user, password))
        {
            await audit.DeniedAsync(context, "sign in", "wrong password", user.Email);
            return false;
        }

        await tries.SucceededAsync(source, context.RequestAborted);
        await signIns.SignInAsync(user, isPersistent: false);
        await audit.AllowedAsync(context, "sign in", $"role {user.Role}", user.Email);
        return true;
    }

    // A password typed into the wrong field must not be kept.
    private static string Unknown(string email) => EmailShape.IsValid(email.Trim()) ? email.Trim() : "not an e-mail";

    // An IPv6 host controls a whole /64 network.
    private static string Network(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private void HashForNothing(string password)
    {
        _nobodysHash ??= hasher.HashPassword(Nobody, "nobody's password");
        hasher.VerifyHashedPassword(Nobody, _nobodysHash, password);
    }
}

using CreditLedger.Data.Identity;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>An account as it begins, wherever it comes from.</summary>
internal static class NewUser
{
    public static AppUser Of(string email, UserRole role, DateTime now) =>
        new() { UserName = email, Email = email, EmailConfirmed = true, Role = role, CreatedAt = now, LockoutEnabled = true };
}

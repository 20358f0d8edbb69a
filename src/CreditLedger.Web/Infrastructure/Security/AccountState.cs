using CreditLedger.Data.Identity;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>An account that may not be used any more is locked for ever; the lock after wrong passwords lasts minutes.</summary>
public static class AccountState
{
    /// <summary>Whether an administrator closed the account.</summary>
    public static bool IsDisabled(this AppUser user) => user.LockoutEnd is { } end && end >= DateTimeOffset.MaxValue.AddDays(-2);
}

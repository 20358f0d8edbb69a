using CreditLedger.Data.Identity;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>What may be done with an account.</summary>
public static class AccountState
{
    /// <summary>Whether an administrator disabled the account.</summary>
    public static bool IsDisabled(this AppUser user) => user.DisabledAt is not null;
}

using System.Data;
using CreditLedger.Data;
using CreditLedger.Data.Identity;
using CreditLedger.Web.Features.Account;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>What is done to accounts from outside: closing, opening, a new password. Sessions of the account end at once.</summary>
public sealed class AccountChanges(
    UserManager<AppUser> users, UserSessions sessions, SignInTries tries, PasswordLink links, DemoAccounts demo,
    IDbContextFactory<LedgerDbContext> contexts)
{
    /// <summary>Whether someone can sign in to the account now or after a wait.</summary>
    public bool IsActive(AppUser user) => user.PasswordHash is not null && !IsClosed(user);

    /// <summary>Whether nobody can sign in to the account, whatever they know.</summary>
    public bool IsClosed(AppUser user) => user.IsDisabled() || demo.AreRefused(user.Email);

    /// <summary>Removes the password, ends every session, and makes a link that sets a new password.</summary>
    /// <returns>The link.</returns>
    public async Task<string> ResetAsync(AppUser user, CancellationToken cancellationToken)
    {
        Check(user.PasswordHash is null ? await users.UpdateSecurityStampAsync(user) : await users.RemovePasswordAsync(user));
        await sessions.EndAllAsync(user.Id, cancellationToken);
        await tries.ClearAsync(user.NormalizedEmail!, cancellationToken);
        return await links.CreateAsync(user);
    }

    /// <summary>Disables the account, unless it is the last one that can administer the site.</summary>
    /// <returns>Whether it was disabled.</returns>
    public async Task<bool> DisableAsync(AppUser user, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // Two who close each other's account at the same moment: the second waits here, and finds the first closed.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
        var admins = await db.Users.Where(other => other.Role == UserRole.Admin).ToListAsync(cancellationToken);
        var active = admins.Where(IsActive).ToList();
        if (active.Exists(admin => admin.Id == user.Id) && active.Count == 1) return false;
        var stamp = Guid.NewGuid().ToString();
        await db.Users.Where(row => row.Id == user.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LockoutEnd, DateTimeOffset.MaxValue).SetProperty(row => row.LockoutEnabled, true)
                .SetProperty(row => row.SecurityStamp, stamp), cancellationToken);
        await db.Sessions.Where(session => session.UserId == user.Id).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Enables a disabled account, with its former password.</summary>
    public async Task EnableAsync(AppUser user) => Check(await users.SetLockoutEndDateAsync(user, null));

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }
}

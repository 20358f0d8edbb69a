using CreditLedger.Data;
using CreditLedger.Data.Identity;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Accounts;
using CreditLedger.Web.Features.Account;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Infrastructure.Security;

/// <summary>What admins do to accounts, from the pages or by a verb.</summary>
public sealed class AccountChanges(
    LedgerStore store, UserManager<AppUser> users, SignInTries tries, PasswordLink links, DemoAccounts demo)
{
    /// <summary>Whether nobody can sign in to the account, whatever they know.</summary>
    public bool IsClosed(AppUser user) => user.IsDisabled() || demo.AreRefused(user.Email);

    /// <summary>The command with the accounts that this site refuses at sign-in.</summary>
    public TCommand Complete<TCommand>(TCommand command)
        where TCommand : AccountCommand => command with { RefusedEmails = demo.Refused };

    /// <summary>Carries out a command of a verb.</summary>
    public Task<Result> RunAsync(AccountCommand command, string act, string about, CancellationToken cancellationToken) =>
        store.ExecuteAsync(Complete(command) with { Audit = AuditLog.NoteOfCommand(act) with { About = _ => about } }, cancellationToken);

    /// <summary>Adds an account whose owner sets a password by a link.</summary>
    /// <returns>The account; what is wrong with the e-mail where there is none.</returns>
    public async Task<(AppUser? User, string? Problem)> InviteAsync(string email, UserRole role, DateTime now)
    {
        if (!EmailShape.IsValid(email)) return (null, $"“{email}” is not an e-mail address. Write it like ada@example.org.");
        var taken = $"{email} has an account already.";
        if (await users.FindByEmailAsync(email) is not null) return (null, taken);
        var user = NewUser.Of(email, role, now);
        try
        {
            var created = await users.CreateAsync(user);
            if (created.Succeeded) return (user, null);
            var isTaken = created.Errors.Any(error => error.Code is nameof(IdentityErrorDescriber.DuplicateEmail)
                or nameof(IdentityErrorDescriber.DuplicateUserName));
            return (null, isTaken ? taken : string.Join(" ", created.Errors.Select(error => error.Description)));
        }
        catch (DbUpdateException exception) when (!DatabaseFaults.IsOutage(exception))
        {
            // The same form, sent twice at once: the unique e-mail let one of them through.
            return (null, taken);
        }
    }

    /// <summary>A link with which the owner of an account sets a password. It works once, for 24 hours.</summary>
    public async Task<string> LinkAsync(AppUser user, CancellationToken cancellationToken)
    {
        await tries.ClearAsync(user.NormalizedEmail!, cancellationToken);
        return await links.CreateAsync(user);
    }
}

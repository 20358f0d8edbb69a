using System.Data;
using System.Data.Common;
using CreditLedger.Data;
using CreditLedger.Data.Identity;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Features.Account;

/// <summary>Creates the first administrator of an empty site, with the link of its start.</summary>
public sealed class CreateFirstAdmin(
    FirstAdminLink link, LedgerDbContext context, UserManager<AppUser> users, SignInManager<AppUser> signIns, TimeProvider clock,
    AuditLog audit, IHttpContextAccessor http)
{
    /// <summary>Whether the link still opens the door.</summary>
    public async Task<bool> IsOpenAsync(string? token, CancellationToken cancellationToken) =>
        link.Matches(token) && !await context.Users.AnyAsync(cancellationToken);

    /// <returns>What is wrong with the password; none when it was done. <see langword="null"/> when the link does not hold.</returns>
    public async Task<IReadOnlyList<string>?> RunAsync(FirstAdminForm form, CancellationToken cancellationToken)
    {
        var user = NewUser.Of(form.Email!.Trim(), UserRole.Admin, clock.Now());
        if (await AddAsync(user, form, cancellationToken) is not { } created)
        {
            await audit.DeniedAsync(http.HttpContext!, "create first administrator", "link does not hold");
            return null;
        }

        if (!created.Succeeded) return [.. created.Errors.Select(error => error.Description)];
        await signIns.SignInAsync(user, isPersistent: false);
        await audit.AllowedAsync(http.HttpContext!, "create first administrator", who: user.Email);
        return [];
    }

    // Of two at once, on one node or two, the second finds an account: SQLite lets it wait, SQL Server fails one of them.
    private async Task<IdentityResult?> AddAsync(AppUser user, FirstAdminForm form, CancellationToken cancellationToken)
    {
        try
        {
            await using var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken);
            if (!await IsOpenAsync(form.Token, cancellationToken)) return null;
            var created = await users.CreateAsync(user, form.Password!);
            if (created.Succeeded) await transaction.CommitAsync(cancellationToken);
            return created;
        }
        catch (Exception exception) when (exception is DbUpdateException or DbException)
        {
            context.ChangeTracker.Clear();
            if (!await IsOpenAsync(form.Token, cancellationToken)) return null;
            throw;
        }
    }
}

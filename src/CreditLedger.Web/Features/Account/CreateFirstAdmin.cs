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
        await link.Door.WaitAsync(cancellationToken);
        try
        {
            if (!await IsOpenAsync(form.Token, cancellationToken))
            {
                await audit.DeniedAsync(http.HttpContext!, "create first administrator", "link does not hold");
                return null;
            }

            var user = NewUser.Of(form.Email!.Trim(), UserRole.Admin, clock.Now());
            var created = await users.CreateAsync(user, form.Password!);
            if (!created.Succeeded) return [.. created.Errors.Select(error => error.Description)];
            await signIns.SignInAsync(user, isPersistent: false);
            await audit.AllowedAsync(http.HttpContext!, "create first administrator", who: user.Email);
            return [];
        }
        finally
        {
            link.Door.Release();
        }
    }
}

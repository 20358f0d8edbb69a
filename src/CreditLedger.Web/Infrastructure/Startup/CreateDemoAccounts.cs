using CreditLedger.Data;
using CreditLedger.Data.Identity;
using CreditLedger.Ledger.Time;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>Development only: a database without accounts gets one per role, with a password that everyone can read.</summary>
internal sealed class CreateDemoAccounts(LedgerDbContext context, UserManager<AppUser> users, TimeProvider clock) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await context.Users.AnyAsync(cancellationToken)) return;
        foreach (var (email, role) in DemoAccounts.All)
        {
            var created = await users.CreateAsync(NewUser.Of(email, role, clock.Now()), DemoAccounts.Password);
            if (!created.Succeeded)
                throw new InvalidOperationException(string.Join(" ", created.Errors.Select(error => error.Description)));
        }
    }
}

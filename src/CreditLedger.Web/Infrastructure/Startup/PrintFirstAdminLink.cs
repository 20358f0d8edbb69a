using CreditLedger.Data;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>No account: prints the set-up link to the console. Not through the log, which is kept and copied.</summary>
internal sealed class PrintFirstAdminLink(LedgerDbContext context, FirstAdminLink link) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await context.Users.AnyAsync(cancellationToken)) return;
        await Console.Out.WriteLineAsync("There is no account yet. Open this link once to create the first administrator:".AsMemory(),
            cancellationToken);
        await Console.Out.WriteLineAsync(link.Url.AsMemory(), cancellationToken);
    }
}

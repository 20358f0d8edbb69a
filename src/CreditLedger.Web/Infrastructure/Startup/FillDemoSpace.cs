using CreditLedger.Data;
using CreditLedger.Data.Demo;
using Microsoft.EntityFrameworkCore;

namespace CreditLedger.Web.Infrastructure.Startup;

/// <summary>Development only: an empty database, without members and accounts, gets the demo space.</summary>
internal sealed partial class FillDemoSpace(
    LedgerDbContext context, DemoSpace demo, SiteOptions site, ILogger<FillDemoSpace> log) : IStartupStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (site.DemoMembers <= 0 || await context.Users.AnyAsync(cancellationToken)) return;
        if (await demo.FillAsync(new DemoOptions(Math.Min(site.DemoMembers, DemoOptions.MaxMembers)), cancellationToken) is { } counts)
            Filled(log, counts.Members, counts.Credits, counts.Usages);
    }

    [LoggerMessage(1, LogLevel.Information, "Demo space: {Members} members, {Credits} credits, {Usages} usages.")]
    private static partial void Filled(ILogger log, int members, int credits, int usages);
}

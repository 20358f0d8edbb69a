using CreditLedger.Ledger.Kinds;
using CreditLedger.Web.Infrastructure.Security;
using Microsoft.AspNetCore.Hosting;

namespace CreditLedger.EndToEnd.Tests.Site;

/// <summary>What someone sees who clones the repository and starts it: Development, the demo space, today.</summary>
public sealed class DemoSite : LiveSite
{
    public override string Password => DemoAccounts.Password;

    protected override string EnvironmentName => "Development";

    public override string EmailOf(UserRole role) => DemoAccounts.All.Single(account => account.Role == role).Email;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Site:DemoMembers", "80");
    }
}

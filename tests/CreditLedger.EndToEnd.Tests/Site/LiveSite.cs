using CreditLedger.Data;
using CreditLedger.Data.Ledger;
using CreditLedger.Ledger.Commands;
using CreditLedger.Ledger.Kinds;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CreditLedger.EndToEnd.Tests.Site;

/// <summary>The site on a port of its own and a fresh SQLite file, so that a real browser can come in.</summary>
public abstract class LiveSite : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("creditledger-e2e-").FullName;

    /// <summary>What the browser asks for; on localhost it takes cookies that are for https only.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Admin, manager and staff of this site share it.</summary>
    public abstract string Password { get; }

    protected abstract string EnvironmentName { get; }

    /// <summary>The site's clock; none means the real one.</summary>
    protected virtual TimeProvider? Clock => null;

    public abstract string EmailOf(UserRole role);

    public async ValueTask InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        var address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Address = new UriBuilder(address) { Host = "localhost" }.Uri;
        await WaitUntilReadyAsync();
        await FillAsync();
    }

    /// <summary>A context of the site's database.</summary>
    public Task<LedgerDbContext> ContextAsync() =>
        Services.GetRequiredService<IDbContextFactory<LedgerDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);

    /// <summary>Records something as the site would; it must be accepted.</summary>
    public async Task<Done> RunAsync(LedgerCommand command) => Assert.IsType<Done>(
        await Services.GetRequiredService<LedgerStore>().ExecuteAsync(command, TestContext.Current.CancellationToken));

    /// <summary>Puts the space into the database once the site has started.</summary>
    protected virtual Task FillAsync() => Task.CompletedTask;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("ConnectionStrings:Ledger", $"Data Source={Path.Combine(_folder, "site.db")}");
        builder.UseSetting("Site:SignInsPerMinute", "100000");

        // Outside Development a published site has its style sheets and scripts beside it; here they are where the build left them.
        builder.UseStaticWebAssets();
        builder.ConfigureTestServices(services =>
        {
            if (Clock is { } clock)
            {
                services.RemoveAll<TimeProvider>();
                services.AddSingleton(clock);
            }

            // The real cost is for real passwords; a test of its own looks at it.
            services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
        });
    }

    // Migrations and the demo space are put up after the server began to listen.
    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        for (var attempt = 0; attempt < 600; attempt++)
        {
            using var answer = await client.GetAsync("/account/sign-in", TestContext.Current.CancellationToken);
            if (answer.IsSuccessStatusCode) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("The site did not become ready.");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

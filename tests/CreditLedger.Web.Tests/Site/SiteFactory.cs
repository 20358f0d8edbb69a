using System.Net;
using CreditLedger.Data.Identity;
using CreditLedger.Ledger.Kinds;
using CreditLedger.Tests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CreditLedger.Web.Tests.Site;

/// <summary>
/// The whole site in this process, on a fresh SQLite file, with a clock that stands still; not in Development unless a test says so, so
/// that there is no demo space. Use it as a class fixture: <c>IClassFixture&lt;SiteFactory&gt;</c>. With
/// <c>CREDITLEDGER_TEST_WEB=sqlserver</c> every site has a database of its own on the SQL Server of the tests instead.
/// </summary>
public class SiteFactory : WebApplicationFactory<Program>
{
    public const string Password = "a quiet room with tea";
    private readonly string _folder = Directory.CreateTempSubdirectory("creditledger-web-").FullName;
    private readonly SemaphoreSlim _users = new(1, 1);
    private readonly Lazy<string> _onServer = new(() => TestSqlServer.CreateDatabaseAsync().GetAwaiter().GetResult());

    /// <summary>The site's clock.</summary>
    public FakeClock Clock { get; } = FakeClock.Usual();

    /// <summary>What the site logged.</summary>
    public LogLines Log { get; } = new();

    /// <summary>The environment; not Development.</summary>
    protected virtual string EnvironmentName => "Testing";

    /// <summary>Whether passwords are hashed at a cost for tests.</summary>
    protected virtual bool HasCheapPasswords => true;

    /// <summary>The connection string of this factory's file, for a second node or a verb; on SQL Server, the end of the test.</summary>
    public string Database
    {
        get
        {
            Assert.SkipWhen(IsOnServer, "works on a SQLite file");
            return Sqlite;
        }
    }

    private static bool IsOnServer => Environment.GetEnvironmentVariable("CREDITLEDGER_TEST_WEB") == "sqlserver";

    private string Sqlite => $"Data Source={Path.Combine(_folder, "site.db")}";

    /// <summary>The e-mail of the account of a role.</summary>
    public static string EmailOf(UserRole role) => $"{role.ToString().ToLowerInvariant()}@space.example";

    /// <summary>Someone who is not signed in.</summary>
    public SiteBrowser Visitor() => Visitor(new CookieContainer());

    /// <summary>Someone who comes with cookies.</summary>
    protected SiteBrowser Visitor(CookieContainer cookies) =>
        new(CreateDefaultClient(new Uri("https://localhost"), new CookieContainerHandler(cookies)));

    /// <summary>Someone who came in through the sign-in form.</summary>
    public Task<SiteBrowser> SignInAsync(UserRole role) => SignInAsync(role, new CookieContainer());

    /// <summary>Someone who came in through the sign-in form, and whose cookies are kept there.</summary>
    public async Task<SiteBrowser> SignInAsync(UserRole role, CookieContainer cookies)
    {
        await HaveUserAsync(role);
        var browser = Visitor(cookies);
        var page = await browser.GetAsync("/account/sign-in");
        var after = await page.SubmitAsync("form[action='/account/sign-in']", ("Email", EmailOf(role)), ("Password", Password));
        Assert.Equal(HttpStatusCode.Redirect, after.Status);
        return browser;
    }

    /// <summary>The account of a role, created when it is not there.</summary>
    public async Task<AppUser> HaveUserAsync(UserRole role)
    {
        await _users.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await using var scope = Services.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<AppUser>>();
            if (await users.FindByEmailAsync(EmailOf(role)) is { } there) return there;
            var user = new AppUser
            {
                UserName = EmailOf(role),
                Email = EmailOf(role),
                Role = role,
                CreatedAt = Clock.GetUtcNow().UtcDateTime
            };
            var created = await users.CreateAsync(user, Password);
            Assert.True(created.Succeeded, string.Join(" ", created.Errors.Select(error => error.Description)));
            return user;
        }
        finally
        {
            _users.Release();
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(EnvironmentName);
        builder.UseSetting("ConnectionStrings:Ledger", IsOnServer ? _onServer.Value : Sqlite);
        if (IsOnServer) builder.UseSetting("Database:Provider", "sqlserver").UseSetting("Database:MaxBatchSize", "1");
        builder.UseSetting("Site:SignInsPerMinute", "100000");
        builder.ConfigureTestServices(services =>
        {
            services.RemoveAll<TimeProvider>();
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<ILoggerProvider>(Log);

            // The real cost is for real passwords; a test of its own looks at it.
            if (HasCheapPasswords) services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1000);
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (_onServer.IsValueCreated) await TestSqlServer.DropDatabaseAsync(_onServer.Value);
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

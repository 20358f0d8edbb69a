using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(CreditLedger.EndToEnd.Tests.Site.Chromium))]

namespace CreditLedger.EndToEnd.Tests.Site;

/// <summary>
/// One browser for all tests. Without a Chromium on the machine every test is skipped by name; with CREDITLEDGER_REQUIRE_BROWSER=1, as CI
/// sets it, every test fails instead. CREDITLEDGER_CHROMIUM names another place than the usual one.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--disable-background-networking"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string ExecutablePath => Environment.GetEnvironmentVariable("CREDITLEDGER_CHROMIUM") ?? "/usr/bin/chromium";

    private static bool IsRequired => Environment.GetEnvironmentVariable("CREDITLEDGER_REQUIRE_BROWSER") == "1";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(ExecutablePath)) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = ExecutablePath, Args = Flags });
    }

    /// <summary>The browser, or the end of the test.</summary>
    public IBrowser Require()
    {
        if (_browser is not null) return _browser;
        var missing = $"No Chromium at {ExecutablePath}.";
        if (IsRequired) Assert.Fail(missing);
        Assert.Skip(missing);
        throw new InvalidOperationException(missing);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

using CreditLedger.Ledger.Kinds;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Site;

/// <summary>How a visitor's browser is set.</summary>
/// <param name="Width">Width of the window in CSS pixels.</param>
/// <param name="IsDark">Whether the device asks for dark.</param>
/// <param name="HasScript">Whether JavaScript runs.</param>
public sealed record Device(int Width = 1280, bool IsDark = false, bool HasScript = true);

/// <summary>
/// One visitor with cookies of their own. Watches what no page may do: break its Content Security Policy, ask another host, or fail in
/// script.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly LiveSite _site;

    private readonly bool _hasScript;

    private Visit(IBrowserContext context, IPage page, LiveSite site, bool hasScript) =>
        (_context, Page, _site, _hasScript) = (context, page, site, hasScript);

    public IPage Page { get; }

    public LiveSite Site => _site;

    /// <summary>What was done that may not be.</summary>
    public List<string> Offences { get; } = [];

    /// <summary>Where the page is, as path and query.</summary>
    public string Path => new Uri(Page.Url).PathAndQuery;

    public static async Task<Visit> StartAsync(Chromium chromium, LiveSite site, Device device)
    {
        var context = await chromium.Require().NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.Address.ToString(),
            ViewportSize = new ViewportSize { Width = device.Width, Height = 900 },
            ColorScheme = device.IsDark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = device.HasScript,
            Locale = "en-GB",
            TimezoneId = "America/New_York",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(30_000);
        var visit = new Visit(context, await context.NewPageAsync(), site, device.HasScript);
        visit.Watch();
        return visit;
    }

    public static async Task<Visit> SignInAsync(Chromium chromium, LiveSite site, UserRole role, Device? device = null)
    {
        var visit = await StartAsync(chromium, site, device ?? new Device());
        await visit.GoAsync("/account/sign-in");
        await visit.Page.GetByLabel("E-mail").FillAsync(site.EmailOf(role));
        await visit.Page.GetByLabel("Password", new PageGetByLabelOptions { Exact = true }).FillAsync(site.Password);
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sign in" }).ClickAsync();
        await visit.Page.WaitForURLAsync(url => !url.Contains("/account/", StringComparison.Ordinal));
        return visit;
    }

    /// <summary>Opens a page and says with which status it was answered.</summary>
    public async Task<int> GoAsync(string path)
    {
        var response = await Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        return response?.Status ?? 0;
    }

    /// <summary>
    /// Waits for a page and for its scripts. The browser driver's own wait now and then misses that a page was loaded before it asked.
    /// </summary>
    public async Task ArriveAsync(string pattern)
    {
        await Page.WaitForURLAsync(pattern, new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });
        if (!_hasScript) return;
        await Page.EvaluateAsync(
            "() => new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))");
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name, Exact = true });

    /// <summary>The text of the page's content, spaces folded.</summary>
    public async Task<string> MainTextAsync() => Fold(await Page.Locator("main").InnerTextAsync());

    public static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private void Watch()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsExpected(message.Text)) Offences.Add($"{Page.Url}: {message.Text}");
        };
        Page.PageError += (_, error) => Offences.Add($"{Page.Url}: {error}");
        _context.Request += (_, request) =>
        {
            var uri = new Uri(request.Url);
            if (uri.Scheme is "data" or "blob" or "about") return;
            if (uri.Host != _site.Address.Host || uri.Port != _site.Address.Port) Offences.Add($"{Page.Url} asks {request.Url}");
        };
    }

    // A page that was meant to be refused or not found; a search that the next letter replaced.
    private static bool IsExpected(string message) =>
        message.Contains("the server responded with a status of", StringComparison.Ordinal)
        || message.StartsWith("htmx:sendAbort", StringComparison.Ordinal)
        || message.StartsWith("htmx:afterRequest", StringComparison.Ordinal);
}

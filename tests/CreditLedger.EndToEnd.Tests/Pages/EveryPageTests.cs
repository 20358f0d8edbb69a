using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Pages;

/// <summary>
/// Every page, light and dark, on a wide window and on a telephone: nothing that axe finds, nothing that the Content Security Policy stops,
/// nothing asked of another host, nothing to scroll sideways.
/// </summary>
public abstract class EveryPageTests(Chromium chromium, DemoSite site, int width) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_page_is_accessible_and_keeps_to_itself(bool isDark)
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, new Device(width, isDark));
        var found = new List<(string Where, string What)>();
        foreach (var path in await PageAddresses.AllAsync(site))
        {
            await visit.GoAsync(path);
            found.AddRange(await WrongAsync(visit, path));
            if (!isDark && width > 1000) await PreviewAsync(visit);
        }

        found.AddRange(await StatesAsync(visit));
        AssertNothing(found, visit.Offences);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_for_visitors_and_refusals_are_as_accessible(bool isDark)
    {
        await using var visitor = await Visit.StartAsync(chromium, site, new Device(width, isDark));
        var found = new List<(string Where, string What)>();
        foreach (var path in new[] { "/account/sign-in", "/account/set-password?token=none", "/no-such-page" })
        {
            await visitor.GoAsync(path);
            found.AddRange(await WrongAsync(visitor, path));
        }

        await using var staff = await Visit.SignInAsync(chromium, site, UserRole.Staff, new Device(width, isDark));
        var asking = (await PageAddresses.AllAsync(site)).First(path => path.EndsWith("/use", StringComparison.Ordinal));
        foreach (var (path, status) in new[] { (asking, 200), ("/setup/plans", 403) })
        {
            Assert.Equal(status, await staff.GoAsync(path));
            found.AddRange(await WrongAsync(staff, path));
        }

        AssertNothing(found, visitor.Offences.Concat(staff.Offences));
    }

    // The answer to a preview fits the form: whatever it lacks a place for is an error in the console.
    private static async Task PreviewAsync(Visit visit)
    {
        if (await visit.Page.Locator("form[hx-post]").CountAsync() == 0) return;
        await visit.Page.EvaluateAsync(
            """
            () => new Promise(done => {
              document.addEventListener("htmx:afterSettle", () => done(), { once: true });
              document.querySelector("form[hx-post]").dispatchEvent(new Event("input", { bubbles: true }));
            })
            """);
    }

    // What is wrong with the frame is wrong on every page: said once, with the first of them.
    protected static void AssertNothing(List<(string Where, string What)> found, IEnumerable<string> offences)
    {
        var wrong = found.GroupBy(one => one.What)
            .Select(group => $"{group.Key}: on {group.Count()} pages, the first {group.First().Where}").Concat(offences.Distinct());
        Assert.True(!wrong.Any(), string.Join("\n", wrong));
    }

    // What a page looks like after one did something: menus open, a refused form, a preview.
    private static async Task<List<(string Where, string What)>> StatesAsync(Visit visit)
    {
        var found = new List<(string Where, string What)>();
        await visit.GoAsync("/members");
        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.Keyboard.TypeAsync("a");
        await visit.Page.Locator("#command-results [role=option]").First.WaitForAsync();
        found.AddRange(await WrongAsync(visit, "command menu"));
        await visit.Page.Keyboard.PressAsync("Escape");

        await visit.Page.Locator("main table a[href^='/members/']").First.ClickAsync();
        await visit.Page.Locator("summary.user-summary").ClickAsync();
        found.AddRange(await WrongAsync(visit, "account menu"));

        var use = (await PageAddresses.AllAsync(visit.Site)).First(path => path.EndsWith("/use", StringComparison.Ordinal));
        await visit.GoAsync(use[..^4]);
        await visit.Page.Locator(".record-menu summary").ClickAsync();
        found.AddRange(await WrongAsync(visit, "credit menu"));

        await visit.GoAsync(use);
        await visit.Page.Locator("#Amount").PressSequentiallyAsync("-60");
        await visit.Page.Locator("#effect-sentence").WaitForAsync();
        found.AddRange(await WrongAsync(visit, "preview"));
        await visit.Page.Locator("button[name=Confirmed]").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#Description")).ToHaveAttributeAsync("aria-invalid", "true");
        found.AddRange(await WrongAsync(visit, "refused form"));
        return found;
    }

    private static async Task<List<(string Where, string What)>> WrongAsync(Visit visit, string where)
    {
        var found = (await Axe.FindAsync(visit.Page)).Select(what => (where, what)).ToList();
        if (await TooWideAsync(visit) is { } wide) found.Add((where, wide));
        return found;
    }

    protected static async Task<string?> TooWideAsync(Visit visit)
    {
        var (content, window) = (await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"),
            await visit.Page.EvaluateAsync<int>("() => window.innerWidth"));
        return content <= window ? null : $"is {content} pixels wide in a window of {window}";
    }
}

/// <summary>
/// On a wide window. A class of its own, and a site of its own, for each width: classes run beside one another, and these are the longest.
/// </summary>
public sealed class WidePageTests(Chromium chromium, DemoSite site) : EveryPageTests(chromium, site, 1280)
{
    private readonly Chromium _chromium = chromium;
    private readonly DemoSite _site = site;

    [Fact]
    public async Task What_is_wrong_with_an_element_and_with_the_page_as_a_whole_is_found()
    {
        await using var visit = await Visit.StartAsync(_chromium, _site, new Device());
        await visit.GoAsync("/account/sign-in");
        Assert.Empty(await Axe.FindAsync(visit.Page));

        await visit.Page.EvaluateAsync("() => { document.documentElement.lang = ''; document.title = ''; }");
        await visit.Page.EvaluateAsync("() => document.body.append(new Image())");

        var found = await Axe.FindAsync(visit.Page);
        foreach (var rule in new[] { "html-has-lang", "document-title", "image-alt", "region" })
            Assert.Contains(found, what => what.StartsWith(rule, StringComparison.Ordinal));
    }

    // Files, what only scripts ask for, the visitor's pages above and addresses that only lead on to another are no pages of the list.
    [Fact]
    public async Task Every_page_of_the_site_is_in_the_list()
    {
        string[] elsewhere = ["account/", "search", "error/", "/benefits/history", "/benefits", "/history", "/decline", "health/"];
        var paths = (await PageAddresses.AllAsync(_site)).ConvertAll(path => path.Split('?')[0].Trim('/'));

        var missing = _site.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<ControllerActionDescriptor>() is not null
                && one.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") is true
                && !paths.Exists(path => IsOf(one.RoutePattern, path)))
            .Select(one => one.RoutePattern.RawText!)
            .Where(route => !route.EndsWith(".csv", StringComparison.Ordinal)
                && !elsewhere.Any(part =>
                    route.StartsWith(part, StringComparison.Ordinal) || route.EndsWith(part, StringComparison.Ordinal)))
            .Distinct().ToList();

        Assert.Empty(missing);
    }

    // Numbers stand where the pattern has a name with a constraint, words where it has one without.
    private static bool IsOf(RoutePattern route, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == route.PathSegments.Count && parts.Zip(route.PathSegments).All(pair => pair.Second.Parts[0] switch
        {
            RoutePatternLiteralPart literal => literal.Content == pair.First,
            RoutePatternParameterPart { Name: "tab" or "mode" } => true,
            _ => long.TryParse(pair.First, out var _),
        });
    }
}

/// <summary>On a telephone, and on the smallest one.</summary>
public sealed class TelephonePageTests(Chromium chromium, DemoSite site) : EveryPageTests(chromium, site, 360)
{
    private readonly Chromium _chromium = chromium;
    private readonly DemoSite _site = site;

    [Fact]
    public async Task No_page_scrolls_sideways_or_writes_one_cell_over_another_on_the_smallest_telephone()
    {
        await using var visit = await Visit.SignInAsync(_chromium, _site, UserRole.Admin, new Device(320));
        var found = new List<(string Where, string What)>();
        foreach (var path in await PageAddresses.AllAsync(_site))
        {
            await visit.GoAsync(path);
            if (await TooWideAsync(visit) is { } wide) found.Add((path, wide));
            found.AddRange((await visit.Page.EvaluateAsync<string[]>(Overlaps)).Select(what => (path, what)));
        }

        AssertNothing(found, visit.Offences);
    }

    // Of every row, what the cells show: what two of them show at the same place.
    private const string Overlaps = """
        () => [...document.querySelectorAll('main tbody > tr')].flatMap(row => {
          const shown = [...row.cells].map(cell => {
            const range = document.createRange();
            range.selectNodeContents(cell);
            const isCut = getComputedStyle(cell).overflow === 'hidden';
            return { text: cell.innerText.trim(), box: (isCut ? cell : range).getBoundingClientRect() };
          }).filter(cell => cell.text && cell.box.width > 1 && cell.box.height > 1);
          const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4;
          return shown.flatMap((one, index) => shown.slice(index + 1).filter(other => meet(one.box, other.box))
            .map(other => `"${one.text}" and "${other.text}" overlap`));
        })
        """;
}

using CreditLedger.Data.Identity;
using CreditLedger.EndToEnd.Tests.Site;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Pages;

/// <summary>
/// Every page, light and dark, on a wide window and on a telephone: nothing that axe finds, nothing that the Content Security Policy stops, nothing
/// asked of another host, nothing to scroll sideways.
/// </summary>
public sealed class EveryPageTests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    [InlineData(360, false)]
    [InlineData(360, true)]
    public async Task Every_page_is_accessible_and_keeps_to_itself(int width, bool isDark)
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, new Device(width, isDark));
        var found = new List<(string Where, string What)>();
        foreach (var path in await PageAddresses.AllAsync(site))
        {
            await visit.GoAsync(path);
            found.AddRange(await WrongAsync(visit, path));
        }

        found.AddRange(await StatesAsync(visit));
        AssertNothing(found, visit.Offences);
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task Pages_for_visitors_and_refusals_are_as_accessible(int width, bool isDark)
    {
        await using var visitor = await Visit.StartAsync(chromium, site, new Device(width, isDark));
        var found = new List<(string Where, string What)>();
        foreach (var path in new[] { "/account/sign-in", "/account/set-password?token=none", "/no-such-page" })
        {
            await visitor.GoAsync(path);
            found.AddRange(await WrongAsync(visitor, path));
        }

        await using var staff = await Visit.SignInAsync(chromium, site, UserRole.Staff, new Device(width, isDark));
        var refused = (await PageAddresses.AllAsync(site)).First(path => path.EndsWith("/use", StringComparison.Ordinal));
        Assert.Equal(403, await staff.GoAsync(refused));
        found.AddRange(await WrongAsync(staff, refused));
        AssertNothing(found, visitor.Offences.Concat(staff.Offences));
    }

    [Fact]
    public async Task No_page_scrolls_sideways_on_the_smallest_telephone()
    {
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, new Device(320));
        var found = new List<(string Where, string What)>();
        foreach (var path in await PageAddresses.AllAsync(site))
        {
            await visit.GoAsync(path);
            if (await TooWideAsync(visit) is { } wide) found.Add((path, wide));
        }

        AssertNothing(found, visit.Offences);
    }

    // What is wrong with the frame is wrong on every page: said once, with the first of them.
    private static void AssertNothing(List<(string Where, string What)> found, IEnumerable<string> offences)
    {
        var wrong = found.GroupBy(one => one.What).Select(group => $"{group.Key}: on {group.Count()} pages, the first {group.First().Where}").Concat(offences.Distinct());
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
        await Assertions.Expect(visit.Page.Locator("#Reason")).ToHaveAttributeAsync("aria-invalid", "true");
        found.AddRange(await WrongAsync(visit, "refused form"));
        return found;
    }

    private static async Task<List<(string Where, string What)>> WrongAsync(Visit visit, string where)
    {
        var result = await visit.Page.RunAxe();
        var found = result.Violations
            .SelectMany(violation => violation.Nodes.Select(node => (where, $"{violation.Id} ({violation.Impact}) at {node.Target} {node.Html}")))
            .ToList();
        if (await TooWideAsync(visit) is { } wide) found.Add((where, wide));
        return found;
    }

    private static async Task<string?> TooWideAsync(Visit visit)
    {
        var (content, window) = (await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"), await visit.Page.EvaluateAsync<int>("() => window.innerWidth"));
        return content <= window ? null : $"is {content} pixels wide in a window of {window}";
    }
}

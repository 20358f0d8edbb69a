using CreditLedger.EndToEnd.Tests.Pages;
using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>A new offer, from the service to the plan, and a change of mind: with script and without.</summary>
public sealed class SetupStoryTests(Chromium chromium, DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_admin_sets_up_a_service_a_benefit_and_a_plan_and_edits_it_after_a_look_at_what_changes(bool hasScript)
    {
        var tag = Guid.NewGuid().ToString("N")[..6];
        await using var visit = await Visit.SignInAsync(chromium, site, UserRole.Admin, new Device(HasScript: hasScript));
        var page = visit.Page;

        await visit.Link("Setup").First.ClickAsync();
        await page.Locator(".setup-cards a[href='/setup/services']").ClickAsync();
        await visit.Link("New service").ClickAsync();
        await page.GetByLabel("Reference").FillAsync("POD-" + tag);
        await page.Locator("#Name").FillAsync("Pod " + tag);
        await page.Locator("#Price").FillAsync("12.50");
        await visit.Button("Create the service").ClickAsync();
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("POD-" + tag);

        await visit.GoAsync("/setup/benefits/new");
        await page.Locator("#Reference").FillAsync("PODTIME-" + tag);
        await page.Locator("#Name").FillAsync("Pod time " + tag);
        await page.Locator("#Kind").SelectOptionAsync("Time");
        await page.GetByLabel("only these:").CheckAsync();
        await page.GetByLabel("Pod " + tag).CheckAsync();
        await page.Locator("#Rollover").SelectOptionAsync("rolls");
        await page.Locator("#RolloverMax").FillAsync("60");
        await visit.Button("Create the benefit").ClickAsync();
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("Pod time " + tag);

        await CreatePlanAsync(visit, tag);
        await EditAsync(visit, tag, hasScript);
        Assert.Empty(visit.Offences);
    }

    private static async Task CreatePlanAsync(Visit visit, string tag)
    {
        var page = visit.Page;
        await visit.GoAsync("/setup/plans/new");
        await page.Locator("#Name").FillAsync("Pod plan " + tag);
        await LineAsync(page, 0, "Pod time " + tag, "5 h");
        await visit.Button("Add a line").ClickAsync();
        await Assertions.Expect(page.Locator("fieldset.supply-line")).ToHaveCountAsync(4);
        await LineAsync(page, 3, "Pod time " + tag, "20");
        await visit.Button("Create the plan").ClickAsync();
        await Assertions.Expect(page.Locator("#Lines-3-Amount-error"))
            .ToHaveTextAsync("Time moves in steps of 15 min: 20 is not a whole step. Use 15 or 30.");
        await page.Locator("#Lines-3-Amount").FillAsync("30");
        await page.Locator("#Lines-3-Period").SelectOptionAsync("Week");
        await visit.Button("Create the plan").ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=lines] tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("section[aria-labelledby=lines] tbody tr").First)
            .ToContainTextAsync("rolls over, at most 1 h");
    }

    private static async Task EditAsync(Visit visit, string tag, bool hasScript)
    {
        var page = visit.Page;
        await visit.Link("Edit plan").ClickAsync();
        await page.Locator("#Lines-0-Amount").FillAsync("6 h");
        await page.Locator("[name='Lines[1].Ends']").CheckAsync();
        if (!hasScript)
            await page.Locator("#effect").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Continue" }).ClickAsync();
        var changes = page.Locator(".plan-changes tbody tr");
        await Assertions.Expect(changes).ToHaveCountAsync(2);
        await Assertions.Expect(changes.Nth(0)).ToContainTextAsync("6 h a month");
        await Assertions.Expect(changes.Nth(1)).ToContainTextAsync("Ends");
        Assert.Empty(hasScript ? await Axe.FindAsync(page) : []);

        await visit.Button("Yes, change the plan").ClickAsync();
        await Assertions.Expect(page.Locator(".notice-text")).ToHaveTextAsync($"Pod plan {tag} is changed.");
        await Assertions.Expect(page.Locator("section[aria-labelledby=history]")).ToContainTextAsync("nothing: the line has ended");
        await Assertions.Expect(page.Locator("section[aria-labelledby=history]")).ToContainTextAsync("5 h a month");
    }

    private static async Task LineAsync(IPage page, int row, string benefit, string amount)
    {
        await page.Locator($"#Lines-{row}-Benefit").SelectOptionAsync(new SelectOptionValue { Label = benefit });
        await page.Locator($"#Lines-{row}-Amount").FillAsync(amount);
    }
}

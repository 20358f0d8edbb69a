using CreditLedger.EndToEnd.Tests.Site;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>The steps that the guides begin with: Operations, Members and contacts, the member, a tab.</summary>
internal static class MemberSteps
{
    /// <summary>From the dashboard to a member's page.</summary>
    public static async Task OpenMemberAsync(this Visit visit, string reference, string name)
    {
        await visit.GoAsync("/");
        await visit.Page.GetByRole(AriaRole.Navigation).GetByText("Members and contacts").First.ClickAsync();
        await visit.ArriveAsync("**/members");
        await visit.Page.Locator("main input[name=search]").FillAsync(reference);
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.ArriveAsync("**/members?**");
        await visit.Page.Locator("main tbody").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = name, Exact = true })
            .First.ClickAsync();
        await visit.ArriveAsync("**/members/*");
        await Assertions.Expect(visit.Page.Locator("h1")).ToHaveTextAsync(name);
    }

    /// <summary>From a member's page to a tab of the benefits.</summary>
    public static async Task OpenBenefitsAsync(this Visit visit, string tab)
    {
        await visit.Page.GetByLabel("Pages of this member").GetByText("Benefits").ClickAsync();
        await visit.ArriveAsync("**/benefits/**");
        await visit.Page.GetByLabel("Benefits", new PageGetByLabelOptions { Exact = true }).GetByText(tab).ClickAsync();
        await visit.ArriveAsync("**/benefits/**");
        await Assertions.Expect(visit.Page.GetByLabel("Benefits", new PageGetByLabelOptions { Exact = true }).GetByText(tab))
            .ToHaveAttributeAsync("aria-current", new System.Text.RegularExpressions.Regex("page|true"));
    }

    /// <summary>The row of a credit on a tab of the benefits.</summary>
    public static ILocator CardOf(this Visit visit, HeldCredit credit) => visit.Page.Locator("li.credit")
        .Filter(new LocatorFilterOptions { Has = visit.Page.Locator($"a[href='/credits/{credit.Id}']") });
}

using CreditLedger.EndToEnd.Tests.Site;
using CreditLedger.Ledger.Kinds;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>What an admin does at the desk, in the words of the pages.</summary>
internal sealed class Desk(Visit visit, LiveSite site, EmptyCredit empty, bool hasScript)
{
    private const string Reason = "Room was double-booked on Tuesday";

    private IPage Page => visit.Page;

    private string TimeTab => $"/members/{empty.Member.Id}/benefits/time";

    /// <summary>Finds the member, reads why nothing is left, adds an hour, sees it in the history, undoes it and sees that.</summary>
    public async Task CorrectAndUndoAsync()
    {
        await FindMemberAsync();
        await ReadWhyNothingIsLeftAsync();
        await AddAnHourAsync();
        var posting = await SeeItInTheHistoryAsync();
        await UndoAsync(posting);
        await SeeTheReversalAsync(posting);
        Assert.Empty(visit.Offences);
    }

    private async Task FindMemberAsync()
    {
        await visit.GoAsync("/");
        await Page.GetByLabel("Find a member", new PageGetByLabelOptions { Exact = true }).FillAsync(empty.Member.Reference);
        await Page.Keyboard.PressAsync("Enter");
        await visit.ArriveAsync("**/members?**");
        await Page.Locator("main table").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = empty.Member.Name, Exact = true })
            .First.ClickAsync();
        await visit.ArriveAsync($"**/members/{empty.Member.Id}**");
        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync(empty.Member.Name);
        await visit.Page.GetByLabel("Pages of this member").GetByText("Benefits").ClickAsync();
        await visit.Link("Time credit").ClickAsync();
        await visit.ArriveAsync($"**{TimeTab}?list=**");
    }

    private async Task ReadWhyNothingIsLeftAsync()
    {
        var card = Page.Locator("li.credit")
            .Filter(new LocatorFilterOptions { Has = Page.Locator($"a[href='/credits/{empty.CreditId}']") });
        await Assertions.Expect(card.Locator(".credit-left")).ToContainTextAsync("0 min of");
        await Assertions.Expect(card).ToContainTextAsync("Used up");
        await card.Locator($"a[href='/credits/{empty.CreditId}']").ClickAsync();
        await visit.ArriveAsync($"**/credits/{empty.CreditId}");

        var why = Page.Locator("section[aria-labelledby='why']");
        await Assertions.Expect(why.Locator(".statement")).ToContainTextAsync("nothing left");
        await Assertions.Expect(why.Locator("tr.sum-total")).ToContainTextAsync("= 0 min");
    }

    private async Task AddAnHourAsync()
    {
        await Page.Locator(".record-menu summary").ClickAsync();
        await visit.Link("Use time credit").ClickAsync();
        await visit.ArriveAsync($"**/credits/{empty.CreditId}/use");
        await Assertions.Expect(Page.Locator("#current-balance")).ToHaveTextAsync("0 min");

        await Page.Locator("#Amount").PressSequentiallyAsync("-60");
        await Page.Locator("#Description").FillAsync(Reason);
        if (!hasScript) await visit.Button("Continue").ClickAsync();
        await Assertions.Expect(Page.Locator("#effect-sentence")).ToHaveTextAsync("Adds 1 h: 0 min → 1 h");
        await visit.Button("Yes, add 1 h").ClickAsync();

        await visit.ArriveAsync($"**{TimeTab}");
        var notice = Page.Locator(".notice");
        await Assertions.Expect(notice).ToContainTextAsync("1 h added: 0 min → 1 h");
        await Assertions.Expect(notice.GetByText("Undo")).ToBeVisibleAsync();
    }

    private async Task<long> SeeItInTheHistoryAsync()
    {
        await visit.Link("Benefit use history").ClickAsync();
        await Page.GetByLabel("Use history of", new PageGetByLabelOptions { Exact = true }).GetByText("Time credit").ClickAsync();
        await visit.ArriveAsync($"**/members/{empty.Member.Id}/benefits/history/time");
        var row = Page.Locator("main tbody tr").Filter(new LocatorFilterOptions { HasText = Reason }).First;
        await Assertions.Expect(row).ToContainTextAsync(site.EmailOf(UserRole.Admin));
        await Assertions.Expect(row.Locator("td.number").First).ToContainTextAsync("+1 h");

        // Of the kind: the member may hold other credits of it.
        await Assertions.Expect(row.Locator("td.number").Last).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[1-9][0-9]* h"));
        var posting = await row.Locator("a.posting").GetAttributeAsync("href");
        return long.Parse(posting!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task UndoAsync(long posting)
    {
        await Page.Locator($"a.posting[href='/postings/{posting}']").First.ClickAsync();
        await visit.Link("Undo").ClickAsync();
        await visit.ArriveAsync($"**/postings/{posting}/undo");
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("1 h → 0 min");
        await Page.Locator("#Description").FillAsync("It was another member");
        await visit.Button("Yes, remove 1 h").ClickAsync();
        await Page.WaitForURLAsync(url => !url.EndsWith("/undo", StringComparison.Ordinal));
    }

    private async Task SeeTheReversalAsync(long posting)
    {
        await visit.GoAsync($"/credits/{empty.CreditId}/history");
        var rows = Page.Locator("main tbody tr");
        await Assertions.Expect(rows.Filter(new LocatorFilterOptions { HasText = "It was another member" }).First)
            .ToContainTextAsync("−1 h");
        await Assertions.Expect(rows.Filter(new LocatorFilterOptions { HasText = Reason }).First).ToContainTextAsync("undone");
        await Assertions.Expect(Page.Locator(".figure-main dd")).ToHaveTextAsync("0 min");
        await visit.GoAsync($"/postings/{posting}");
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("This was undone by");
    }
}

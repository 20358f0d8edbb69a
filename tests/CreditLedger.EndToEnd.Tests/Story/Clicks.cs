using CreditLedger.EndToEnd.Tests.Site;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Story;

/// <summary>Counts what a hand does but for typing: each click, each choice of a list, each Enter.</summary>
internal sealed class Clicks(Visit visit)
{
    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>Clicks something.</summary>
    public Task ClickAsync(ILocator locator)
    {
        Count++;
        return locator.ClickAsync();
    }

    /// <summary>Chooses from a list.</summary>
    public Task ChooseAsync(string field, SelectOptionValue value)
    {
        Count++;
        return visit.Page.Locator(field).SelectOptionAsync(value);
    }

    /// <summary>Types words into the command menu, opened by its keys, and takes the entry that says this.</summary>
    public async Task CommandAsync(string words, string entry)
    {
        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.Locator("#command-input").FillAsync(words);
        await ClickAsync(visit.Page.Locator("#command-results :is(a, button)").Filter(new LocatorFilterOptions { HasText = entry }).First);
        await visit.ArriveAsync("**/members/**");
    }

    /// <summary>Goes to a place of the sidebar, which on a telephone is opened first; that is not counted.</summary>
    public async Task PlaceAsync(string place, string path)
    {
        if (await visit.Button("Menu").IsVisibleAsync()) await visit.Button("Menu").ClickAsync();
        await ClickAsync(visit.Page.GetByRole(AriaRole.Navigation).GetByText(place, new LocatorGetByTextOptions { Exact = true }).First);
        await visit.ArriveAsync($"**{path}");
    }
}

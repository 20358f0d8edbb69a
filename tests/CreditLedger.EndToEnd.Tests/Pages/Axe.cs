using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace CreditLedger.EndToEnd.Tests.Pages;

/// <summary>
/// All rules of axe, the one on the size of what is pressed among them, on a page as it stands. The package's own way of running it opens
/// another page for every result, loads the script into both and carries home what was found in order as well: ten times as long as the
/// rules take. No page has frames, which alone would need that.
/// </summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong, one text for each element of each rule.</summary>
    public static async Task<string[]> FindAsync(IPage page)
    {
        // At the first page; the browser keeps the script and has it ready on those that follow.
        if (await page.EvaluateAsync<bool>("() => typeof window.axe === 'undefined'"))
        {
            await page.AddInitScriptAsync(Script);
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(
            """
            async () => {
              if (document.querySelector('iframe, frame')) throw new Error('axe looks into no frame here.');
              const rules = { 'target-size': { enabled: true } };
              const { violations } = await axe.run(document, { resultTypes: ['violations'], rules });
              return violations.flatMap(rule => rule.nodes.map(node => `${rule.id} (${rule.impact}) at ${node.target} ${node.html}`));
            }
            """);
    }
}
